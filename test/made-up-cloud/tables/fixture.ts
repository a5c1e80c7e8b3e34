import type { CloudFixture } from '../../cloud/fixture.ts'
import type { Identity } from '../../cloud/frame/identity.ts'
import { administrator, environmentOf } from './administrator.ts'
import { meadow } from './meadow.ts'

const colleague: Identity = {
  ...administrator,
  credentials: { token: 'of-the-shepherd' },
  principal: 'shepherd@meadow.test',
}

export const fixture: CloudFixture = {
  provider: 'meadow',
  packages: ['meadow'],
  settings: { identities: [administrator, colleague] },
  administrator: environmentOf(administrator),
  colleague: environmentOf(colleague),
  flags: ['--region', 'north'],
  dialogue: [
    ['❯ north', '\r'],
    ['Host name', '\r'],
    ['Database', '\r'],
  ],
  larger: ['--nodes', '2'],
  billed: (cloud) => cloud.account(administrator.account, meadow).orphans(),
}
