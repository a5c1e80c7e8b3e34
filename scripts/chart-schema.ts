/** The JSON schema of the chart's values, by which Helm refuses typos, and editors complete. */
import { chartDefinitions } from './chart-definitions.ts'
import type { RefusedKey } from './chart-refused.ts'
import { type ChartValue, isMap } from './chart-values.ts'

/** Every value may be left empty (`key:`), as ZenML's own values files often do. */
export function chartSchema(values: readonly ChartValue[], refused: readonly RefusedKey[]) {
  const root = section('Values of the chart zenml')
  for (const value of values) {
    const properties = propertiesOf(root, value.path.slice(0, -1))
    properties[value.path.at(-1) ?? ''] = value.isSection ? section(value.comment) : leaf(value)
  }
  for (const { key, instead } of refused) refuse(root, key.split('.'), `Not supported: ${instead}.`)
  const definitions = structuredClone<Record<string, unknown>>(chartDefinitions)
  for (const { key, instead } of refused) refuseInStore(definitions, key, `Not supported: ${instead}.`)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...root,
    properties: {
      ...root.properties,
      zenml: {
        description: 'Old name of the section `server`.',
        allOf: [{ $ref: '#/properties/server' }],
      },
      // Helm adds it where this chart is part of another.
      global: { type: ['object', 'null'] },
    },
    definitions,
  }
}

function section(description: string) {
  const properties: Record<string, unknown> = {}
  return {
    ...(description && { description }),
    type: ['object', 'null'],
    properties,
    additionalProperties: false,
  }
}

function propertiesOf(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [first, ...rest] = path
  const properties = root['properties']
  if (!isMap(properties)) throw new Error(`No section for ${path.join('.')}`)
  if (first === undefined) return properties
  const inner = properties[first]
  if (!isMap(inner)) throw new Error(`No section ${first}`)
  return propertiesOf(inner, rest)
}

function leaf({ comment, schema = {}, default: value }: ChartValue) {
  const { $ref, ...own } = schema
  const type = own['type'] ?? typeOf(value)
  return {
    description: comment,
    ...($ref === undefined ? { ...own, ...nullable(type, own['enum']) } : { allOf: [{ $ref }] }),
    ...(value === null ? {} : { default: value }),
  }
}

function typeOf(value: unknown) {
  if (Array.isArray(value)) return 'array'
  return isMap(value) ? 'object' : typeof value
}

function nullable(type: unknown, choices: unknown) {
  const types = Array.isArray(type) ? type : [type]
  return {
    type: [...new Set([...types, 'null'])],
    ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}),
  }
}

/** A refused key is known to the schema, so that the sentence of the templates is what people read. */
function refuse(root: Record<string, unknown>, path: readonly string[], description: string) {
  const parent = path.slice(0, -1)
  if (parent[1] === 'secretsStore' && parent.length > 2) return
  propertiesOf(root, parent)[path.at(-1) ?? ''] = { description }
}

function refuseInStore(definitions: Record<string, unknown>, key: string, description: string) {
  const [, store, , name, ...rest] = key.split('.')
  const cloud = definitions['cloudSecretsStore']
  if (store !== 'secretsStore' || name === undefined || rest.length > 0 || !isMap(cloud)) return
  if (isMap(cloud['properties'])) cloud['properties'][name] = { description }
}
