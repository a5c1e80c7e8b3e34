import type { ProgramRequest } from '../../program-contract.ts'
import type { ServerSpec } from '../../server-spec.ts'

/** How much of a deployment in a cloud is there in one of its parts. */
export interface Extent {
  /** A cluster of ours, and all of a new network that it needs. */
  readonly hasCluster: boolean
  /** A login for the cluster, so that what is in it can be made, or removed. */
  readonly hasLogin: boolean
  readonly hasNamespace: boolean
  /** Release, address, load balancer. */
  readonly hasServer: boolean
}

interface Whole {
  readonly cluster: { readonly kind: 'new' | 'existing' }
  readonly server: ServerSpec
}

export function extentOf(
  { cluster, server }: Whole,
  { part, leaving, placeGone }: Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>,
): Extent {
  const hasServer = part === 'everything' || part === 'stopped'
  // Data in the cluster is kept by keeping the cluster; where that is gone, so is the data.
  const isDataInside = !placeGone && ['in-cluster', 'sqlite'].includes(server.database.kind)
  const keepsData = isDataInside && (part === 'data' || leaving === 'keep')
  const isClusterThere = cluster.kind === 'existing' || part !== 'data' || keepsData
  return {
    hasCluster: cluster.kind === 'new' && isClusterThere,
    hasLogin: isClusterThere,
    hasNamespace: hasServer || keepsData,
    hasServer,
  }
}
