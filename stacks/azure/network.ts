/** The network: one with a subnet for the nodes and one for the database, or one that is there. */
import { Subnet } from '@pulumi/azure-native/network/subnet.js'
import { VirtualNetwork } from '@pulumi/azure-native/network/virtualNetwork.js'
import type { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import type { Input } from '@pulumi/pulumi'
import { formatCidr, parseCidr, subBlock } from '../shared/spec/cidr.ts'
import { type Cloud, inCloud } from './cloud.ts'
import type { Network } from './spec/azure-spec.ts'
import { networkOf as networkIdOf } from './spec/ids.ts'

export interface NetworkPlace {
  /** Ids; empty where there is nothing to put there. */
  readonly nodeSubnet: Input<string>
  readonly databaseSubnet: Input<string>
  /** Of the network that the database is in. */
  readonly id: Input<string>
}

export const delegation = 'Microsoft.DBforMySQL/flexibleServers'

interface Extent {
  readonly hasCluster: boolean
  readonly hasDatabase: boolean
}

export function networkOf(cloud: Cloud, group: ResourceGroup, extent: Extent): NetworkPlace {
  const { network } = cloud.azure
  if (network.kind === 'new') return newNetwork(cloud, { group, extent, cidr: network.cidr })
  const { nodeSubnet = '', databaseSubnet = '' } = network
  return { nodeSubnet, databaseSubnet, id: networkIdOf(databaseSubnet || nodeSubnet) }
}

interface Wish {
  readonly group: ResourceGroup
  readonly extent: Extent
  readonly cidr: Extract<Network, { kind: 'new' }>['cidr']
}

/** Azure changes a network one subnet at a time: that of the cluster first, which has nothing else to wait for. */
function newNetwork(cloud: Cloud, { group, extent, cidr }: Wish): NetworkPlace {
  const { region, tags, group: name } = cloud.azure
  const network = new VirtualNetwork(
    'network',
    {
      ...{ resourceGroupName: group.name, virtualNetworkName: name, location: region, tags },
      addressSpace: { addressPrefixes: [cidr] },
    },
    // Subnets are resources of their own.
    { ...inCloud(cloud), ignoreChanges: ['subnets'] },
  )
  const subnet = (use: keyof ReturnType<typeof subnetCidrs>, args: object, ...after: readonly Subnet[]) =>
    new Subnet(
      `network-${use}`,
      {
        ...{ resourceGroupName: group.name, virtualNetworkName: network.name, subnetName: use },
        ...{ addressPrefix: subnetCidrs(cidr)[use], ...args },
      },
      inCloud(cloud, ...after),
    )
  const nodes = extent.hasCluster ? subnet('nodes', {}) : undefined
  const delegations = [{ name: 'mysql', serviceName: delegation }]
  const database = extent.hasDatabase
    ? subnet('database', { delegations }, ...(nodes ? [nodes] : []))
    : undefined
  return { nodeSubnet: nodes?.id ?? '', databaseSubnet: database?.id ?? '', id: network.id }
}

/** A sixteenth for nodes, whose pods have addresses of their own; and as little as a database takes, behind it. */
function subnetCidrs(cidr: string): { readonly nodes: string; readonly database: string } {
  const block = parseCidr(cidr)
  if (!block) throw new Error(`${cidr} is no block of addresses`)
  const nodes = block.prefix + 4
  return {
    nodes: formatCidr(subBlock(block, nodes, 0)),
    database: formatCidr(subBlock(block, 27, 2 ** (27 - nodes))),
  }
}
