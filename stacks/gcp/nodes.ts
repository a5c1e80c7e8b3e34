/** The machines that pods run on. */
import type { Cluster } from '@pulumi/gcp/container/cluster.js'
import { NodePool } from '@pulumi/gcp/container/nodePool.js'
import { type Cloud, inCloud } from './cloud.ts'
import type { NodeAccount } from './cluster.ts'
import type { NetworkPlace } from './network.ts'
import { nodeDisk } from './spec/estimate.ts'
import type { NewCluster } from './spec/gcp-spec.ts'

interface Nodes {
  readonly wish: NewCluster
  readonly cluster: Cluster
  readonly nodeAccount: NodeAccount
  readonly network: NetworkPlace
}

/** How many more GKE may add when pods find no room. */
const more = 2

export function nodePool(cloud: Cloud, { wish, cluster, nodeAccount, network }: Nodes): NodePool {
  const { project, labels } = cloud.gcp
  const { location, zones, nodes, nodeType } = wish
  return new NodePool(
    'nodes',
    {
      ...{ name: 'zen', project, location, cluster: cluster.name, nodeLocations: [...zones] },
      // Of each zone; from then on there are as many as all zones need together.
      initialNodeCount: Math.ceil(nodes / Math.max(zones.length, 1)),
      autoscaling: { totalMinNodeCount: nodes, totalMaxNodeCount: nodes + more, locationPolicy: 'BALANCED' },
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
      nodeConfig: {
        ...{
          machineType: nodeType,
          imageType: 'COS_CONTAINERD',
          diskSizeGb: nodeDisk,
          diskType: 'pd-balanced',
        },
        serviceAccount: nodeAccount.account.email,
        oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
        // Pods that have an identity of their own get that, and never the node's.
        workloadMetadataConfig: { mode: 'GKE_METADATA' },
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        resourceLabels: { ...labels },
      },
    },
    {
      ...inCloud(cloud, 'container', ...nodeAccount.grants, ...network.waysOut),
      ignoreChanges: ['initialNodeCount'],
      customTimeouts: { create: '40m', update: '60m', delete: '40m' },
    },
  )
}
