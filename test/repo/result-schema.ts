/** The committed schema of JSON results, for tests that hold what zen prints against it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { root } from './source-file.ts'

const schema: {
  readonly definitions: Readonly<Record<string, unknown>>
  readonly oneOf: readonly { readonly $ref: string }[]
} = JSON.parse(readFileSync(join(root, 'schemas/result.schema.json'), 'utf8'))
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(schema, 'result')

/** Names of all results: commands, `preview` and `error`. */
export const resultNames: readonly string[] = schema.oneOf.map(({ $ref }) => $ref.split('/').at(-1) ?? '')

/**
 * What is wrong with a value that zen printed; empty when nothing is.
 * @param name `deploy`, `list`, … `preview` or `error`; any of them by default
 */
export function problemsOfResult(value: unknown, name?: string): readonly string[] {
  const validate = ajv.getSchema(name === undefined ? 'result' : `result#/definitions/${name}`)
  if (!validate) throw new Error(`There is no result called ${name}`)
  if (validate(value) === true) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}
