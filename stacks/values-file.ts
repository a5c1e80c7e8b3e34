/** The file of `--values`: YAML for the chart, as a person wrote it. */
import { parseDocument } from 'yaml'
import type { OptionValue } from './contract.ts'
import { isValues, mergeValues, type Values, valueAt, withoutEmpty, withoutPath } from './values.ts'

const names = 'zen finds what belongs to the server by its names and labels'

/** What zen must know of, and so decides itself, or by a flag. A section stands for all that is in it. */
const decidedByZen: Readonly<Record<string, string>> = {
  nameOverride: names,
  fullnameOverride: names,
  'server.instanceLabel': names,
  'server.replicaCount': 'use --replicas',
  'server.image.repository': 'use --image',
  'server.image.tag': 'use --server-version',
  'server.admin': 'use --username and ZEN_PASSWORD',
  'server.database.url': 'use --database',
  'server.database.existingSecret': 'use --database and ZEN_DATABASE_PASSWORD',
  'server.database.passwordSecretRef': 'use --database and ZEN_DATABASE_PASSWORD',
  'mysql.enabled': 'use --database',
  'server.service.type': 'use --expose',
  'server.ingress.enabled': 'use --expose',
  'server.gateway.enabled': 'use --expose',
  'caddy.enabled': 'use --expose and --tls',
  'caddy.service.type': 'use --expose',
  'server.ingress.host': 'use --domain',
  'server.gateway.host': 'use --domain',
  'caddy.host': 'use --domain',
}

/** What is wrong with the text of a values file, as the end of a sentence. */
export function valuesProblem(text: OptionValue): string | undefined {
  const read = readValues(String(text))
  if ('problem' in read) return read.problem
  const keys = Object.keys(decidedByZen).filter((path) => isSet(valueAt(read.values, path)))
  if (keys.length === 0) return undefined
  return `must not set ${keys.map((key) => `${key} (${decidedByZen[key]})`).join(', ')}`
}

/** Values of a file that {@link valuesProblem} accepts, without what is empty and what zen decides. */
export function valuesOf(text: string | undefined): Values {
  const read = readValues(text ?? '')
  return 'values' in read ? Object.keys(decidedByZen).reduce(withoutPath, read.values) : {}
}

function readValues(text: string): { readonly values: Values } | { readonly problem: string } {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error) return { problem: `must hold YAML: ${error.message.split('\n')[0]}` }
  const content: unknown = document.toJS()
  if (content === null || content === undefined) return { values: {} }
  if (!isValues(content)) return { problem: 'must hold "key: value" lines' }
  return { values: withServerSection(withoutEmpty(content)) }
}

/** The chart takes the section under its old name `zenml` too. */
function withServerSection({ zenml, ...values }: Values): Values {
  return isValues(zenml) ? mergeValues(values, { server: zenml }) : values
}

/** Files that list everything are full of what is off or empty, which is no wish. */
function isSet(value: unknown): boolean {
  if (isValues(value)) return Object.values(value).some(isSet)
  return value !== undefined && value !== null && value !== '' && value !== false
}
