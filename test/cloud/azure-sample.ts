/** The things at Azure that most other things need, made by direct calls. */
import { administrator, environmentOf } from './azure-native/administrator.ts'
import { azure } from './azure-native/azure.ts'
import * as kinds from './azure-native/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from './cloud.ts'
import { type Direct, direct, type Made } from './direct.ts'
import type { Identity } from './frame/identity.ts'
import type { Settings, View } from './frame/view.ts'

export const location = 'westeurope'

export interface AzureAccount {
  readonly cloud: SimulatedCloud
  readonly api: Direct
  readonly visit: <T>(work: (view: View) => T, subscription?: string) => T
}

/** A subscription in which nothing that is refused is going to pass by itself, unless a test says so. */
export async function azureAccount(settings: Partial<Settings> = {}): Promise<AzureAccount> {
  const cloud = await simulatedCloud({ patienceMs: 0, ...settings })
  return {
    cloud,
    api: directly(cloud),
    visit: (work, subscription = administrator.account) =>
      cloud.world.visit(azure, subscription, 'global', work),
  }
}

export function directly(cloud: SimulatedCloud, who: Identity = administrator): Direct {
  return direct(cloud, { definition: azure, env: environmentOf(who) })
}

export async function sampleGroup(api: Direct, name = 'zen'): Promise<Made> {
  return api.create(kinds.resourceGroup, name, { resourceGroupName: name, location })
}

export const inGroup = { resourceGroupName: 'zen', location }

export interface SampleNetwork {
  readonly network: Made
  readonly nodes: Made
  readonly data: Made
  readonly zone: Made
}

/** A group with a network of two subnets, one of them for MySQL, and a zone that is known in it. */
export async function sampleAzureNetwork(api: Direct): Promise<SampleNetwork> {
  await sampleGroup(api)
  const network = await api.create(kinds.virtualNetwork, 'network', {
    ...{ ...inGroup, virtualNetworkName: 'zen' },
    addressSpace: { addressPrefixes: ['10.42.0.0/16'] },
  })
  const nodes = await api.create(kinds.subnet, 'nodes', subnetInputs('nodes', '10.42.0.0/20'))
  const delegations = [{ name: 'mysql', serviceName: 'Microsoft.DBforMySQL/flexibleServers' }]
  const data = await api.create(kinds.subnet, 'data', {
    ...subnetInputs('data', '10.42.16.0/27'),
    delegations,
  })
  const zone = await api.create(kinds.privateZone, 'zone', {
    ...{ resourceGroupName: 'zen', location: 'global' },
    privateZoneName: 'zen.private.mysql.database.azure.com',
  })
  await api.create(kinds.zoneLink, 'link', linkInputs(zone, network))
  return { network, nodes, data, zone }
}

export function subnetInputs(name: string, addressPrefix: string) {
  return { resourceGroupName: 'zen', virtualNetworkName: 'zen', subnetName: name, addressPrefix }
}

export function linkInputs(zone: Made, network: Made) {
  return {
    ...{ resourceGroupName: 'zen', location: 'global', privateZoneName: zone.inputs['privateZoneName'] },
    ...{ virtualNetworkLinkName: 'zen', registrationEnabled: false, virtualNetwork: { id: network.id } },
  }
}

export function serverInputs({ data, zone }: Pick<SampleNetwork, 'data' | 'zone'>) {
  return {
    ...{ ...inGroup, serverName: 'zen-team', administratorLogin: 'zenml' },
    ...{ administratorLoginPassword: 'Abcdefgh12345678', version: '8.4', createMode: 'Default' },
    sku: { name: 'Standard_B1ms', tier: 'Burstable' },
    network: { delegatedSubnetResourceId: data.id, privateDnsZoneResourceId: zone.id },
  }
}

/** An identity that may use the network, and what a cluster in it is made of. */
export async function clusterInputs(api: Direct, { nodes }: Pick<SampleNetwork, 'nodes'>, count = 1) {
  const who = await api.create(kinds.identity, 'who', { ...inGroup, resourceName: 'zen' })
  await api.create(kinds.roleAssignment, 'may', {
    ...{ principalId: who.outputs['principalId'], principalType: 'ServicePrincipal' },
    roleAssignmentName: '11111111-2222-4333-8444-555555555555',
    roleDefinitionId: `/subscriptions/${administrator.account}/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7`,
    scope: `/subscriptions/${administrator.account}/resourceGroups/zen`,
  })
  const pool = { name: 'zen', mode: 'System', vmSize: 'Standard_D2as_v5', vnetSubnetID: nodes.id }
  return {
    ...{ ...inGroup, resourceName: 'zen', dnsPrefix: 'zen', nodeResourceGroup: 'zen-nodes' },
    identity: { type: 'UserAssigned', userAssignedIdentities: [who.id] },
    agentPoolProfiles: [{ ...pool, count, minCount: count, maxCount: count + 2, enableAutoScaling: true }],
    networkProfile: { networkPlugin: 'azure', serviceCidr: '172.28.0.0/16', dnsServiceIP: '172.28.0.10' },
  }
}
