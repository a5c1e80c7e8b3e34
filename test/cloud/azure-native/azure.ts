/** Azure: its tables, put together. */
import type { CloudDefinition, ResourceType } from '../frame/definition.ts'
import { cluster } from './cluster/cluster.ts'
import { functions } from './functions/functions.ts'
import { resourceGroup } from './group.ts'
import { identity } from './identity/identity.ts'
import { roleAssignment } from './identity/role-assignment.ts'
import * as kinds from './kinds.ts'
import { leftover } from './leftovers.ts'
import { configuration, database } from './mysql/parts.ts'
import { server } from './mysql/server.ts'
import { privateZone, zoneLink } from './network/private-zone.ts'
import { publicAddress } from './network/public-address.ts'
import { subnet } from './network/subnet.ts'
import { virtualNetwork } from './network/virtual-network.ts'
import { permit } from './permissions.ts'
import { quotas } from './quotas.ts'
import { furnish } from './registration.ts'
import { signIn } from './sign-in.ts'
import { words } from './words.ts'

/** Kinds that clusters and databases leave around, and what nobody but Azure makes. */
const leftovers = [
  ...[kinds.scaleSet, kinds.disk, kinds.loadBalancer, kinds.securityGroup],
  ...[kinds.registration, kinds.associationLink],
]

const types: readonly ResourceType[] = [
  ...[resourceGroup, virtualNetwork, subnet, publicAddress, privateZone, zoneLink],
  ...[server, database, configuration, identity, roleAssignment, cluster],
  ...leftovers.map(leftover),
]

export const azure: CloudDefinition = {
  package: 'azure-native',
  types: Object.fromEntries(types.map((type) => [type.token, type])),
  functions,
  quotas: Object.fromEntries(Object.entries(quotas).map(([name, { value }]) => [name, value])),
  signIn,
  // What the provider is told anew is no other provider, and nothing is made anew for it.
  configReplaces: () => [],
  leftovers,
  tagProperties: ['tags'],
  permit,
  words,
  furnish: (view) => (view.region === 'global' ? furnish(view) : undefined),
}
