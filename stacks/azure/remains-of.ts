/** From lists of Azure to what is left of a deployment. Pure. */
import type { CloudResource } from '../inquiry-contract.ts'
import type { AzureSpec } from './spec/azure-spec.ts'
import { groupOf, isSameId, nameIn } from './spec/ids.ts'
import { groupType, kindOf, roleAssignmentType } from './spec/kinds.ts'
import { nodeGroupName } from './spec/names.ts'

export interface Found {
  readonly id: string
  /** `Microsoft.Network/virtualNetworks` */
  readonly type: string
}

/** What the program calls the one that there is of each. */
const names: Readonly<Record<string, string>> = {
  'azure-native:network:VirtualNetwork': 'network',
  'azure-native:network:PublicIPAddress': 'address',
  'azure-native:privatedns:PrivateZone': 'database-zone',
  'azure-native:privatedns:VirtualNetworkLink': 'database-zone-link',
  'azure-native:dbformysql:Server': 'database',
  'azure-native:managedidentity:UserAssignedIdentity': 'cluster-identity',
  'azure-native:containerservice:ManagedCluster': 'cluster',
}

export function remainsOf(azure: AzureSpec, found: readonly Found[]): readonly CloudResource[] {
  const each = new Map(found.map((one) => [one.id.toLowerCase(), one]))
  return [...each.values()]
    .map((one) => toResource(azure, one))
    .toSorted((one, other) => one.words.localeCompare(other.words))
}

function toResource(azure: AzureSpec, { id, type }: Found): CloudResource {
  if (type === 'Microsoft.Resources/resourceGroups') return groupIn(azure, id)
  if (type === 'Microsoft.Authorization/roleAssignments')
    return {
      ...{ type: roleAssignmentType, name: 'cluster-role-subnet', id },
      words: `role assignment ${nameIn(id)}`,
    }
  const kind = kindOf(type)
  const name = isOurs(azure, id) ? names[kind?.type ?? ''] : undefined
  const group = groupOf(id)
  const where = isSameId(group, azure.group) ? '' : ` (in ${group})`
  return {
    ...{ type: kind?.type ?? type, id, words: `${kind?.words ?? type} ${nameIn(id)}${where}` },
    ...(name === undefined ? {} : { name }),
  }
}

function groupIn({ group }: AzureSpec, id: string): CloudResource {
  const isOwn = isSameId(nameIn(id), group)
  return {
    ...{ type: groupType, id, words: `resource group ${nameIn(id)}` },
    ...(isOwn ? { name: 'group' } : {}),
  }
}

/** What is in the group of the nodes the cluster made, and takes away. An address may be in that of somebody's cluster. */
function isOurs({ group, cluster, name }: AzureSpec, id: string): boolean {
  const place = groupOf(id)
  if (isSameId(place, nodeGroupName(name))) return false
  return isSameId(place, group) || (cluster.kind === 'existing' && isSameId(nameIn(id), group))
}
