/** AWS on a real node. */
import { administrator, environmentOf } from '../../../cloud/aws/administrator.ts'
import { standBy } from '../../../cloud/real-databases.ts'
import type { CloudFixture } from '../cloud-on-node.ts'

export const aws: CloudFixture = {
  provider: 'aws',
  packages: ['aws'],
  env: environmentOf(administrator),
  flags: ['--region', 'eu-west-1'],
  account: (cloud) => cloud.account(),
  standBy,
}
