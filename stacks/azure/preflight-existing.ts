/** Networks and clusters that are there, and are to be used. */
import { type Answer, asked } from '../shared/answers.ts'
import { type Values, valueAt } from '../values.ts'
import { apiVersions } from './api-versions.ts'
import { listIn, textIn, textsIn } from './fields.ts'
import type { Management } from './management.ts'
import type { AzureSpec } from './spec/azure-spec.ts'
import { groupOf, networkOf } from './spec/ids.ts'

export interface SubnetFacts {
  readonly id: string
  readonly region: string
  readonly cidr: string
  /** Services that it is given to. */
  readonly delegations: readonly string[]
  /** Blocks of addresses of its whole network. */
  readonly network: readonly string[]
}

export interface ClusterFacts {
  readonly name: string
  readonly group: string
  readonly nodeGroup: string
  readonly region: string
  readonly isRunning: boolean
  /** Its API can be reached from outside its network. */
  readonly isPublic: boolean
  /** Id of the network of its nodes; without one it is in the nodes' group. */
  readonly network?: string
}

export interface ExistingPlace {
  readonly nodeSubnet?: Answer<SubnetFacts>
  readonly databaseSubnet?: Answer<SubnetFacts>
  /** All that fit the name. */
  readonly clusters?: Answer<readonly ClusterFacts[]>
}

export async function existingPlace(
  management: Management,
  home: string,
  { network, cluster, database }: AzureSpec,
): Promise<ExistingPlace> {
  if (network.kind === 'new') return {}
  const look = (id: string | undefined) => (id === undefined ? undefined : asked(subnetFacts(management, id)))
  const [nodeSubnet, databaseSubnet, clusters] = await Promise.all([
    look(network.nodeSubnet),
    database ? look(network.databaseSubnet) : undefined,
    cluster.kind === 'existing' ? asked(clustersLike(management, home, cluster)) : undefined,
  ])
  return {
    ...(nodeSubnet ? { nodeSubnet } : {}),
    ...(databaseSubnet ? { databaseSubnet } : {}),
    ...(clusters ? { clusters } : {}),
  }
}

async function subnetFacts(management: Management, id: string): Promise<SubnetFacts> {
  const [subnet, network] = await Promise.all([
    management.get(id, apiVersions.network),
    management.get(networkOf(id), apiVersions.network),
  ])
  const [first = ''] = textsIn(subnet, 'properties.addressPrefixes')
  return {
    ...{ id, region: textIn(network, 'location'), cidr: textIn(subnet, 'properties.addressPrefix') || first },
    network: textsIn(network, 'properties.addressSpace.addressPrefixes'),
    delegations: listIn(subnet, 'properties.delegations').map(
      (each) => textIn(each, 'properties.serviceName') || textIn(each, 'serviceName'),
    ),
  }
}

interface Sought {
  readonly name: string
  /** Empty: any. */
  readonly group: string
}

async function clustersLike(management: Management, home: string, { name, group }: Sought) {
  const found = await management.get(
    `${home}/providers/Microsoft.ContainerService/managedClusters`,
    apiVersions.clusters,
  )
  return listIn(found, 'value')
    .map(clusterFacts)
    .filter(
      (each) => each.name === name && (group === '' || each.group.toLowerCase() === group.toLowerCase()),
    )
}

function clusterFacts(cluster: Values): ClusterFacts {
  const [pool] = listIn(cluster, 'properties.agentPoolProfiles')
  const subnet = pool ? textIn(pool, 'vnetSubnetID') : ''
  return {
    ...{ name: textIn(cluster, 'name'), group: groupOf(textIn(cluster, 'id')) },
    ...{ nodeGroup: textIn(cluster, 'properties.nodeResourceGroup'), region: textIn(cluster, 'location') },
    isRunning:
      textIn(cluster, 'properties.provisioningState') !== 'Failed' &&
      textIn(cluster, 'properties.powerState.code') !== 'Stopped',
    isPublic: valueAt(cluster, 'properties.apiServerAccessProfile.enablePrivateCluster') !== true,
    ...(subnet === '' ? {} : { network: networkOf(subnet) }),
  }
}
