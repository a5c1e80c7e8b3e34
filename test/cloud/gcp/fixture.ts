import type { CloudFixture } from '../fixture.ts'
import type { Identity } from '../frame/identity.ts'
import { administrator, environmentOf } from './administrator.ts'
import { gcp } from './gcp.ts'

const colleague: Identity = {
  credentials: { accessToken: 'ya29.of-a-colleague' },
  account: administrator.account,
  principal: 'colleague@example.com',
}

export const fixture: CloudFixture = {
  provider: 'gcp',
  packages: ['gcp'],
  settings: { identities: [administrator, colleague] },
  administrator: environmentOf(administrator),
  colleague: environmentOf(colleague),
  flags: ['--project', administrator.account, '--region', 'europe-west1'],
  dialogue: [
    ['Project', '\r'],
    ['Region', 'europe-west1'],
    ['❯ europe-west1', '\r'],
    ['Size', '\r'],
    ['Host name', '\r'],
    ['Network', '\r'],
  ],
  larger: ['--nodes', '2', '--database-class', 'db-custom-2-7680'],
  billed: (cloud) => cloud.account(administrator.account, gcp).orphans(),
}
