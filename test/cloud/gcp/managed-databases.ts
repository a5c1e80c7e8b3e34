import { textAt } from '../frame/properties.ts'
import type { ManagedDatabases } from '../real-databases.ts'
import { administrator } from './administrator.ts'
import { gcp } from './gcp.ts'
import * as kinds from './kinds.ts'

/** Cloud SQL. */
export const managedDatabases: ManagedDatabases = {
  definition: gcp,
  account: administrator.account,
  type: kinds.databaseInstance,
  hostOf: () => undefined,
  contentsOf: ({ id }, others) => {
    const inside = others.filter(({ inputs }) => textAt(inputs, 'instance') === id)
    const [users, databases] = [kinds.user, kinds.database].map((kind) =>
      inside
        .filter(({ type }) => type === kind)
        .map(({ inputs }) => ({
          name: textAt(inputs, 'name') ?? '',
          password: textAt(inputs, 'password') ?? '',
        })),
    )
    return { users: users ?? [], databases: databases?.map(({ name }) => name) ?? [] }
  },
  found: ({ host, ca }) => ({
    ...{ privateIpAddress: host, firstIpAddress: host },
    ipAddresses: [{ ipAddress: host, type: 'PRIVATE', timeToRetire: '' }],
    serverCaCerts: [{ cert: ca }],
  }),
  showsAuthority: true,
}
