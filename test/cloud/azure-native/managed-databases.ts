import { textAt } from '../frame/properties.ts'
import type { ManagedDatabases } from '../real-databases.ts'
import { administrator } from './administrator.ts'
import { azure } from './azure.ts'
import * as kinds from './kinds.ts'

/** Flexible servers of Azure Database for MySQL. */
export const managedDatabases: ManagedDatabases = {
  definition: azure,
  account: administrator.account,
  type: kinds.server,
  hostOf: ({ outputs }) => textAt(outputs, 'fullyQualifiedDomainName'),
  contentsOf: (server, others) => {
    const [name, password] = ['administratorLogin', 'administratorLoginPassword'].map((key) =>
      textAt(server.inputs, key),
    )
    const databases = others.filter(
      ({ type, id }) => type === kinds.database && id.startsWith(`${server.id}/`),
    )
    return {
      users: name === undefined ? [] : [{ name, password: password ?? '' }],
      databases: databases.flatMap(({ inputs }) => textAt(inputs, 'databaseName') ?? []),
    }
  },
  found: ({ port }) => ({ __port: port }),
}
