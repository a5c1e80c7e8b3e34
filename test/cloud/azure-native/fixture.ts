import type { CloudFixture } from '../fixture.ts'
import type { Identity } from '../frame/identity.ts'
import { administrator, environmentOf } from './administrator.ts'
import { azure } from './azure.ts'

const colleague: Identity = {
  credentials: {
    ...administrator.credentials,
    clientId: '11111111-aaaa-4aaa-8aaa-000000000002',
    clientSecret: 'another-that-is-none',
  },
  account: administrator.account,
  principal: '11111111-dddd-4ddd-8ddd-000000000002',
}

export const fixture: CloudFixture = {
  provider: 'azure',
  packages: ['azure-native'],
  // A new subscription has room for the machines of two.
  settings: { identities: [administrator, colleague], quotas: { cores: 32, standardDASv5Family: 32 } },
  administrator: environmentOf(administrator),
  colleague: environmentOf(colleague),
  flags: ['--region', 'westeurope'],
  dialogue: [
    ['Region', 'westeurope'],
    ['❯ westeurope', '\r'],
    ['Size', '\r'],
    ['Host name', '\r'],
    ['Network', '\r'],
  ],
  larger: ['--nodes', '2', '--database-class', 'Standard_B2s'],
  billed: (cloud) => cloud.account(administrator.account, azure).orphans(),
}
