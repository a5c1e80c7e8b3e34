/** Google Cloud: its tables, put together. */
import type { CloudDefinition, ResourceType } from '../frame/definition.ts'
import { isProperties, type Properties, valueAt } from '../frame/properties.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { address, globalAddress } from './compute/address.ts'
import { connection } from './compute/connection.ts'
import { network } from './compute/network.ts'
import { router, routerNat } from './compute/router.ts'
import { subnetwork } from './compute/subnetwork.ts'
import { cluster } from './container/cluster.ts'
import { nodePool } from './container/node-pool.ts'
import { selfLink } from './fields.ts'
import { functions } from './functions/functions.ts'
import { account, iamMember } from './iam/account.ts'
import * as kinds from './kinds.ts'
import { leftover } from './leftovers.ts'
import { permit } from './permissions.ts'
import { quotas } from './quotas.ts'
import { service } from './services/service.ts'
import { signIn } from './sign-in.ts'
import { database, user } from './sql/contents.ts'
import { databaseInstance } from './sql/instance.ts'
import { words } from './words.ts'

/** Kinds that clusters, databases and tests leave around. */
const left: readonly ResourceType[] = [
  leftover(kinds.firewall, 'global', 'firewalls'),
  leftover(kinds.endpointGroup, 'zones/{zone}', 'networkEndpointGroups'),
  leftover(kinds.forwardingRule, 'regions/europe-west1', 'forwardingRules'),
  leftover(kinds.instance, 'zones/{zone}', 'instances'),
  leftover(kinds.disk, 'zones/{zone}', 'disks'),
  leftover(kinds.backup, 'global', 'backups'),
]

const types: readonly ResourceType[] = [
  ...[service, account, iamMember],
  ...[network, subnetwork, router, routerNat, address, globalAddress, connection],
  ...[cluster, nodePool],
  ...[databaseInstance, database, user],
  ...left,
]

export const gcp: CloudDefinition = {
  package: 'gcp',
  types: Object.fromEntries(types.map((type) => [type.token, type])),
  functions,
  quotas,
  signIn,
  permit,
  words,
  furnish,
  leftovers: left.map(({ token }) => token),
  tagProperties: ['labels', 'effectiveLabels'],
  tagsOf: labelsOf,
}

/** Kinds of things have them in different places. */
export function labelsOf({ outputs }: Pick<CloudObject, 'outputs'>): Properties {
  const found = ['labels', 'resourceLabels', 'settings.userLabels'].map((path) => valueAt(outputs, path))
  return found.find(isProperties) ?? {}
}

/** Every new project has a network. */
function furnish(view: View): void {
  if (view.region !== 'global') return
  const id = `projects/${view.account}/global/networks/default`
  const outputs = { name: 'default', selfLink: selfLink(id), autoCreateSubnetworks: true }
  view.add({ type: kinds.network, id, madeBy: 'account', inputs: {}, outputs })
}
