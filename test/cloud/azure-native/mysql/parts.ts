/** What is in a MySQL server, which does one thing at a time. */

import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { isWithin, nameOf, parentOf } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'

/** Those that somebody has a reason to set: add what a program needs. */
const parameters = [
  ...['require_secure_transport', 'log_bin_trust_function_creators', 'max_connections', 'wait_timeout'],
  ...['tls_version', 'sql_generate_invisible_primary_key', 'slow_query_log', 'audit_log_enabled'],
]
const readOnly = ['basedir', 'datadir', 'version']

export const database: ResourceType = armType({
  token: kinds.database,
  arm: 'Microsoft.DBforMySQL/flexibleServers/databases',
  names: ['serverName', 'databaseName'],
  longest: 64,
  replaceOn: ['charset', 'collation'],
  settledByCloud: ['charset', 'collation'],
  minutes: { create: 0.3, update: 0.3, delete: 0.3 },
  make: ({ inputs, view }, id) => {
    judgeTurn(view, id)
    return { charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci', ...inputs }
  },
  unmake: ({ id }, view) => judgeTurn(view, id),
})

export const configuration: ResourceType = armType({
  token: kinds.configuration,
  arm: 'Microsoft.DBforMySQL/flexibleServers/configurations',
  names: ['serverName', 'configurationName'],
  longest: 64,
  isPart: true,
  settledByCloud: ['currentValue'],
  minutes: { create: 0.3, update: 0.3, delete: 0.3 },
  make: ({ inputs, view }, id) => {
    judgeTurn(view, id)
    const name = nameOf(id)
    if (readOnly.includes(name))
      refuse('InvalidParameterValue', `The value of parameter ${name} is read-only and cannot be changed.`)
    if (!parameters.includes(name))
      refuse(
        'ConfigurationNotExists',
        `The configuration '${name}' does not exist for server '${nameOf(parentOf(id))}'.`,
      )
    return { currentValue: textAt(inputs, 'value'), isReadOnly: 'False' }
  },
  unmake: ({ id }, view) => judgeTurn(view, id),
})

function judgeTurn(view: View, id: string): void {
  const server = parentOf(id)
  const parts = [kinds.database, kinds.configuration].flatMap((type) => view.list(type))
  const isBusy = parts.some((part) => part.id !== id && isWithin(part.id, server) && part.phase !== 'ready')
  if (isBusy || view.find(kinds.server, server)?.phase === 'updating')
    refuse(
      'ServerIsBusy',
      `Cannot complete operation while server '${nameOf(server)}' is busy processing another operation. Try again later.`,
      409,
    )
}
