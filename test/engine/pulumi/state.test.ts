import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseCheckpoint } from '../../../src/engine/pulumi/checkpoint.ts'
import { lastChange, scanCheckpoint } from '../../../src/engine/pulumi/checkpoint-scan.ts'
import { decrypterFor, revealed } from '../../../src/engine/pulumi/secret-value.ts'
import { readCheckpoint, stackFiles } from '../../../src/engine/pulumi/state-files.ts'
import { deploymentOf, isOnlyData, storedDeployment } from '../../../src/engine/pulumi/stored-deployment.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { type SampleOptions, sampleSpec, sampleState, sealed } from './sample-state.ts'

/** Read both ways, which must agree. */
function stored(options: SampleOptions = {}) {
  const { name = 'oak' } = options
  const text = Buffer.from(sampleState(options))
  const [whole, quick] = [parseCheckpoint(text.toString()), scanCheckpoint(text, name)]
  const found = whole && storedDeployment(name, whole)
  expect(quick && storedDeployment(name, quick, lastChange(text))).toEqual(found)
  return found
}

describe('what a state says of a deployment', () => {
  test('is all that people see, and its secrets only when they look', () => {
    const found = stored()
    if (!found) throw new Error('There is a deployment')
    let looked = 0

    const deployment = deploymentOf(found, () => {
      looked += 1
      return decrypterFor(sealed.salt, sealed.passphrase) ?? String
    })

    expect(deployment).toMatchObject({
      ...{ name: 'oak', provider: 'kubernetes', status: 'running', spec: sampleSpec },
      ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-03T00:00:00.000Z' },
    })
    const { url, username, database, version } = deployment.outputs ?? {}
    expect([url, username, database, version]).toEqual([
      ...['https://oak.example.com', 'default', { type: 'mysql' }, '0.98.0'],
    ])
    expect(looked).toBe(0)
    expect(deployment.outputs?.password).not.toBe('')
    expect(looked).toBe(1)
  })

  test.each([
    ['running', {}],
    ['stopped', { part: 'stopped' }],
    ['incomplete', { deployed: null }],
    ['incomplete', { deployed: { ...sampleSpec, options: {} } }],
    ['incomplete', { part: 'everything', wantedPart: 'stopped' }],
    ['incomplete', { initErrors: ['timed out'] }],
    [
      'incomplete',
      { pending: [{ type: 'updating', resource: { urn: 'urn:pulumi:a::b::c::d', type: 'c' } }] },
    ],
  ] as const)('is that it is %s: %j', (status, options) => {
    expect(stored(options)?.status).toBe(status)
  })

  test('is the spec of the last run that came to its end', () => {
    const before = { ...sampleSpec, options: { replicas: 1 } }

    expect(stored({ deployed: before })?.spec).toEqual(before)
    expect(stored({ deployed: null })?.spec).toEqual(sampleSpec)
  })

  test('is that only data is left, once a destroy that kept it came to its end', () => {
    const [kept, halfway] = [stored({ part: 'data' }), stored({ part: 'everything', wantedPart: 'data' })]

    expect([kept, halfway].map((found) => found && isOnlyData(found))).toEqual([true, false])
  })

  test('is when a real thing was changed last: not a login, nor what zen looked up again', () => {
    const found = stored({ lookedUp: '2026-01-04T00:00:00Z' })

    expect(found?.updatedAt).toBe('2026-01-03T00:00:00.000Z')
    expect(stored({ deployed: null, changed: '2025-12-31T00:00:00Z' })?.updatedAt).toBe(found?.createdAt)
  })

  test('is nothing when nothing was ever begun', () => {
    const empty = '{"version":3,"checkpoint":{"stack":"organization/zenml/oak","latest":null}}'

    expect(storedDeployment('oak', parseCheckpoint(empty) ?? { resources: [], pending: [] })).toBeUndefined()
    expect(parseCheckpoint('{"something": "else"}')).toBeUndefined()
  })

  test('does not depend on how the file is written', () => {
    const pretty = Buffer.from(JSON.stringify(JSON.parse(sampleState()), null, 4))
    const checkpoint = scanCheckpoint(pretty, 'oak')

    expect(checkpoint && storedDeployment('oak', checkpoint)).toMatchObject({
      status: 'running',
      spec: sampleSpec,
    })
  })
})

test('a secret that the real engine encrypted is read with its passphrase, and with no other', () => {
  const decrypt = decrypterFor(sealed.salt, sealed.passphrase)

  expect(decrypt && revealed({ list: [sealed.secret] }, decrypt)).toEqual({ list: [sealed.plain] })
  expect(decrypterFor(sealed.salt, 'another')).toBeUndefined()
})

test('stacks are found in a folder, compressed ones too, and no backups', async () => {
  const folder = await temporaryDirectory()
  const stacks = join(folder, '.pulumi/stacks/zenml')
  await mkdir(stacks, { recursive: true })
  await writeFile(join(stacks, 'oak.json'), sampleState())
  await writeFile(join(stacks, 'elm.json.gz'), gzipSync(sampleState({ name: 'elm' })))
  for (const other of ['oak.json.bak', 'oak.json.attrs']) await writeFile(join(stacks, other), '')

  expect(stackFiles(folder).map(({ name }) => name)).toEqual(['elm', 'oak'])
  expect(stackFiles(join(folder, 'nowhere'))).toEqual([])
  for (const name of ['elm', 'oak']) {
    const checkpoint = readCheckpoint(folder, name)
    expect(checkpoint && storedDeployment(name, checkpoint)).toMatchObject({ name, status: 'running' })
  }
  expect(readCheckpoint(folder, 'ash')).toBeUndefined()
  await writeFile(join(stacks, 'ash.json'), '{"half of')
  expect(() => readCheckpoint(folder, 'ash')).toThrow(expect.objectContaining({ code: 'STATE_DAMAGED' }))
})
