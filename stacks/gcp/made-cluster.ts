/** A cluster with everything that it needs to run pods; or one that is there. */
import { output, type Resource } from '@pulumi/pulumi'
import type { Cloud } from './cloud.ts'
import { newCluster, nodeAccount } from './cluster.ts'
import { type ClusterDoor, doorOf, doorOfExisting } from './cluster-login.ts'
import type { NetworkPlace } from './network.ts'
import { nodePool } from './nodes.ts'
import type { ExistingCluster, NewCluster } from './spec/gcp-spec.ts'

export interface ReadyCluster {
  readonly door: ClusterDoor
  /** What has to be there before anything runs in it. */
  readonly ready: readonly Resource[]
}

export function readyCluster(cloud: Cloud, wish: NewCluster, network: NetworkPlace): ReadyCluster {
  const cluster = newCluster(cloud, wish, network)
  const nodes = nodePool(cloud, { wish, cluster, network, nodeAccount: nodeAccount(cloud) })
  return { door: doorOf(cluster, wish.name), ready: [nodes] }
}

/** @param isGone whether nobody can be asked about it any more */
export function existingCluster(cloud: Cloud, wish: ExistingCluster, isGone: boolean): ReadyCluster {
  const nothing = output('')
  const gone = { name: wish.name, endpoint: nothing, certificateAuthority: nothing }
  return { door: isGone ? gone : doorOfExisting(cloud, wish), ready: [] }
}
