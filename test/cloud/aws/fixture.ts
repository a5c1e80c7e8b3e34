import type { CloudFixture } from '../fixture.ts'
import type { Identity } from '../frame/identity.ts'
import { administrator, environmentOf } from './administrator.ts'

const colleague: Identity = {
  credentials: { accessKeyId: 'AKIAZENTESTCOLLEAGUE', secretAccessKey: 'another-that-is-none' },
  account: administrator.account,
  principal: `arn:aws:iam::${administrator.account}:user/colleague`,
}

export const fixture: CloudFixture = {
  provider: 'aws',
  packages: ['aws'],
  // A new account has room for the machines of one.
  settings: { identities: [administrator, colleague], quotas: { 'L-1216C47A': 32 } },
  administrator: environmentOf(administrator),
  colleague: environmentOf(colleague),
  flags: ['--region', 'eu-west-1'],
  dialogue: [
    ['Region', 'eu-west-1'],
    ['❯ eu-west-1', '\r'],
    ['Size', '\r'],
    ['Host name', '\r'],
    ['VPC', '\r'],
  ],
  larger: ['--nodes', '2', '--database-class', 'db.t4g.medium'],
  billed: (cloud) => cloud.account().orphans(),
}
