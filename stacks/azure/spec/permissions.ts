/**
 * What a login needs to be allowed at Azure, by what is made. Source: the resource provider operations,
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
import type { AzureSpec } from './azure-spec.ts'

/** Only looks. */
const reading = [
  ...['Microsoft.Resources/subscriptions/*/read', 'Microsoft.Resources/subscriptions/read'],
  ...[
    'Microsoft.Authorization/*/read',
    'Microsoft.Compute/skus/read',
    'Microsoft.Compute/locations/usages/read',
  ],
  ...['Microsoft.Network/*/read', 'Microsoft.DBforMySQL/*/read', 'Microsoft.ContainerService/*/read'],
  ...['Microsoft.ManagedIdentity/userAssignedIdentities/read', 'Microsoft.Compute/disks/read'],
  'Microsoft.DBforMySQL/locations/checkNameAvailability/action',
]

const both = (thing: string) => [`${thing}/write`, `${thing}/delete`]

const group = both('Microsoft.Resources/subscriptions/resourceGroups')

const network = [
  ...both('Microsoft.Network/virtualNetworks'),
  ...both('Microsoft.Network/virtualNetworks/subnets'),
]

const inNetwork = ['Microsoft.Network/virtualNetworks/subnets/join/action']

const database = [
  ...both('Microsoft.DBforMySQL/flexibleServers'),
  ...both('Microsoft.DBforMySQL/flexibleServers/databases'),
  'Microsoft.DBforMySQL/flexibleServers/configurations/write',
  ...both('Microsoft.Network/privateDnsZones'),
  ...both('Microsoft.Network/privateDnsZones/virtualNetworkLinks'),
  ...['Microsoft.Network/virtualNetworks/join/action', 'Microsoft.Network/privateDnsZones/join/action'],
  ...inNetwork,
]

const cluster = [
  ...both('Microsoft.ContainerService/managedClusters'),
  ...both('Microsoft.ManagedIdentity/userAssignedIdentities'),
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  ...both('Microsoft.Authorization/roleAssignments'),
  ...inNetwork,
]

const login = ['Microsoft.ContainerService/managedClusters/listClusterUserCredential/action']

const address = [
  ...both('Microsoft.Network/publicIPAddresses'),
  'Microsoft.Network/publicIPAddresses/join/action',
]

/** Services that have to be registered once in a subscription. */
export function neededServices({ cluster: which, database: data }: AzureSpec): readonly string[] {
  return [
    ...(which.kind === 'new'
      ? ['Microsoft.Compute', 'Microsoft.ContainerService', 'Microsoft.ManagedIdentity']
      : ['Microsoft.ContainerService']),
    ...(data ? ['Microsoft.DBforMySQL'] : []),
    'Microsoft.Network',
  ]
}

/** What changes something, for exactly this spec. */
export function neededActions(azure: AzureSpec): readonly string[] {
  const { network: where, cluster: which, database: data, server } = azure
  return unique([
    ...group,
    ...(where.kind === 'new' ? network : []),
    ...(which.kind === 'new' ? cluster : []),
    ...(data ? database : []),
    ...(server.exposure.kind === 'load-balancer' ? address : []),
    ...login,
  ])
}

/** A custom role with all that any deployment needs. */
export function permissionRole() {
  const changing = [...group, ...network, ...cluster, ...database, ...address, ...login]
  const services = ['Compute', 'ContainerService', 'DBforMySQL', 'ManagedIdentity', 'Network']
  return {
    Name: 'zen',
    IsCustom: true,
    Description: 'Deploys ZenML servers with zen',
    Actions: unique([
      ...reading,
      ...changing,
      ...services.map((service) => `Microsoft.${service}/register/action`),
    ]),
    NotActions: [],
    AssignableScopes: ['/subscriptions/SUBSCRIPTION'],
  }
}

/** A set of actions that somebody may do, as Azure tells it: some, but for others. */
export interface Grant {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

/** Those that no grant has. */
export function deniedAmong(actions: readonly string[], grants: readonly Grant[]): readonly string[] {
  return actions.filter(
    (action) => !grants.some((grant) => isAmong(grant.actions, action) && !isAmong(grant.notActions, action)),
  )
}

/** `*` stands for any letters, and capitals for nothing. */
function isAmong(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`, 'i').test(action)
  })
}

function unique(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].toSorted()
}
