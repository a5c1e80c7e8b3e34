import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { readRefusedKeys } from '../../scripts/chart-refused.ts'
import { chartSchema } from '../../scripts/chart-schema.ts'
import { readChartValues } from '../../scripts/chart-values.ts'
import { chartPaths, chartText, chartYaml } from './chart-files.ts'

const values = readChartValues(chartText('values.yaml'))
const refused = readRefusedKeys(chartText('files/refused.yaml'))
const validate = new Ajv({ strict: false, allErrors: true }).compile(chartSchema(values, refused))
const problems = (given: unknown) => {
  validate(given)
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    at: instancePath,
    message,
    ...params,
  }))
}

describe('the schema of the values', () => {
  test.each(['values.yaml', ...chartPaths('ci/*-values.yaml')])('takes %s', (path) => {
    expect(problems(chartYaml(path))).toEqual([])
  })

  test('takes every value left empty, as ZenML’s own values files do', () => {
    for (const { path } of values) {
      const empty = path.reduceRight<unknown>((inside, key) => ({ [key]: inside }), null)
      expect(problems(empty)).toEqual([])
    }
  })

  test.each([
    [{ server: { replicaCout: 1 } }, { at: '/server', additionalProperty: 'replicaCout' }],
    [{ zenml: { replicaCout: 1 } }, { at: '/zenml', additionalProperty: 'replicaCout' }],
    [{ server: { database: { sslCa: { file: 'a' } } } }, { at: '/server/database/sslCa' }],
    [{ server: { replicaCount: 'two' } }, { at: '/server/replicaCount', type: ['integer', 'null'] }],
    [{ caddy: { acme: { directory: 'http://acme' } } }, { at: '/caddy/acme/directory' }],
    [{ mysql: { existingSecret: { key: 'a' } } }, { at: '/mysql/existingSecret' }],
    [{ server: { secretsStore: { type: 'vault' } } }, { at: '/server/secretsStore/type' }],
  ])('refuses %j', (given, problem) => {
    expect(problems(given)).toContainEqual(expect.objectContaining(problem))
  })

  test('lets refused keys of ZenML’s own chart through, to the sentence that says what to do instead', () => {
    for (const { key } of refused) {
      const given = key.split('.').reduceRight<unknown>((inside, name) => ({ [name]: inside }), true)
      expect(problems(given)).toEqual([])
    }
  })
})
