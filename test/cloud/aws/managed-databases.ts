import { textAt } from '../frame/properties.ts'
import type { ManagedDatabases } from '../real-databases.ts'
import { administrator } from './administrator.ts'
import { aws } from './aws.ts'
import * as kinds from './kinds.ts'

/** RDS. */
export const managedDatabases: ManagedDatabases = {
  definition: aws,
  account: administrator.account,
  type: kinds.databaseInstance,
  hostOf: ({ outputs }) => textAt(outputs, 'address'),
  contentsOf: ({ inputs }) => {
    const [name, password, database] = ['username', 'password', 'dbName'].map((key) => textAt(inputs, key))
    return {
      users: name === undefined ? [] : [{ name, password: password ?? '' }],
      databases: database === undefined ? [] : [database],
    }
  },
  found: ({ host, port }) => ({ port, endpoint: `${host}:${port}` }),
}
