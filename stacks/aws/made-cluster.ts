/** A cluster with everything that it needs to run pods; or one that is there. */
import type { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js'
import { type Input, output, type Resource } from '@pulumi/pulumi'
import { addOnsBeforeNodes, addOnsOnNodes } from './add-ons.ts'
import type { Cloud } from './cloud.ts'
import { newCluster } from './cluster.ts'
import { type ClusterDoor, doorOf, doorOfExisting } from './cluster-login.ts'
import type { NetworkPlace } from './network.ts'
import { nodeGroup } from './nodes.ts'
import type { NewCluster } from './spec/aws-spec.ts'

export interface ReadyCluster {
  readonly door: ClusterDoor
  /** What has to be there before anything runs in it. */
  readonly ready: readonly Resource[]
  /** Of a cluster that is ours. */
  readonly nodes?: NodeGroup
  /** Security groups that its pods are in, by what they are called in names of rules. */
  readonly groups: Readonly<Record<string, Input<string>>>
}

export function readyCluster(cloud: Cloud, wish: NewCluster, network: NetworkPlace): ReadyCluster {
  const { cluster, entries } = newCluster(cloud, wish, network)
  const after = addOnsBeforeNodes(cloud, cluster)
  const nodes = nodeGroup(cloud, { wish, cluster, network, after })
  const door = doorOf(cluster)
  const ready = [...entries, nodes, ...addOnsOnNodes(cloud, cluster, nodes)]
  return { door, ready, nodes, groups: { cluster: door.securityGroup } }
}

/** @param isGone whether nobody can be asked about it any more */
export function existingCluster(cloud: Cloud, isGone: boolean): ReadyCluster {
  const { cluster } = cloud.aws
  const door = isGone ? goneDoor(cluster.name) : doorOfExisting(cloud, cluster.name)
  const more = cluster.kind === 'existing' ? cluster.securityGroups : []
  const groups = Object.fromEntries(more.map((group) => [group, group]))
  return { door, ready: [], groups: isGone ? groups : { cluster: door.securityGroup, ...groups } }
}

function goneDoor(name: string): ClusterDoor {
  const nothing = output('')
  return { name, endpoint: nothing, certificateAuthority: nothing, securityGroup: nothing }
}
