/** The control plane, and the account of its nodes. */
import { Cluster } from '@pulumi/gcp/container/cluster.js'
import { IAMMember } from '@pulumi/gcp/projects/iammember.js'
import { Account } from '@pulumi/gcp/serviceaccount/account.js'
import { interpolate, type Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import type { NewCluster } from './spec/gcp-spec.ts'
import { accountId } from './spec/names.ts'

export interface NodeAccount {
  readonly account: Account
  /** Without these its nodes can neither write logs nor be watched. */
  readonly grants: readonly Resource[]
}

/** Half an hour; the provider's own patience ends in the middle of slow days. */
const patience = { create: '45m', update: '60m', delete: '45m' }

/** What nodes may do: https://cloud.google.com/kubernetes-engine/docs/how-to/service-accounts#default-gke-service-agent */
export function nodeAccount(cloud: Cloud): NodeAccount {
  const { name, project } = cloud.gcp
  const account = new Account(
    'nodes',
    { project, accountId: accountId(name, 'nodes'), displayName: `Nodes of zen deployment ${name}` },
    inCloud(cloud, 'iam'),
  )
  const grant = new IAMMember(
    'nodes',
    {
      ...{ project, role: 'roles/container.defaultNodeServiceAccount' },
      member: interpolate`serviceAccount:${account.email}`,
    },
    inCloud(cloud, 'resourceManager'),
  )
  return { account, grants: [grant] }
}

export function newCluster(cloud: Cloud, wish: NewCluster, network: NetworkPlace): Cluster {
  const { project, labels } = cloud.gcp
  const isProtected = cloud.leaving === undefined
  return new Cluster(
    'cluster',
    {
      ...{ name: wish.name, project, location: wish.location, nodeLocations: otherZones(wish) },
      ...placeIn(network),
      // The nodes are a pool of their own, which can be changed without the cluster.
      ...{ removeDefaultNodePool: true, initialNodeCount: 1, nodeConfig: firstNode },
      ...(wish.version === undefined ? {} : { minMasterVersion: wish.version }),
      ...{ releaseChannel: { channel: 'REGULAR' }, datapathProvider: 'ADVANCED_DATAPATH' },
      workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: false },
      ...(wish.allowed.length === 0 ? {} : { masterAuthorizedNetworksConfig: entriesFor(wish.allowed) }),
      ...{ resourceLabels: { ...labels }, deletionProtection: isProtected },
    },
    {
      ...inCloud(cloud, 'container'),
      protect: isProtected,
      // The first node, which is gone by then, is no matter any more.
      ignoreChanges: ['nodeConfig', 'initialNodeCount'],
      customTimeouts: patience,
    },
  )
}

/** Gone before anybody sees it; small, so that it takes nothing of what the disks of a project may hold. */
const firstNode = { machineType: 'e2-medium', diskSizeGb: 15, diskType: 'pd-standard' }

/** A cluster with a control plane in one zone names its further zones, another one all of them. */
function otherZones({ location, zones }: NewCluster): string[] {
  return zones.filter((zone) => zone !== location)
}

function placeIn({ network, subnetwork, ranges }: NetworkPlace) {
  return {
    ...{ network, networkingMode: 'VPC_NATIVE' },
    ...(subnetwork === undefined ? {} : { subnetwork }),
    ipAllocationPolicy: ranges
      ? { clusterSecondaryRangeName: ranges.pods, servicesSecondaryRangeName: ranges.services }
      : // Blocks of this size, wherever GKE finds room.
        { clusterIpv4CidrBlock: '/18', servicesIpv4CidrBlock: '/22' },
  }
}

function entriesFor(allowed: readonly string[]) {
  return {
    cidrBlocks: allowed.map((cidrBlock) => ({ cidrBlock })),
    gcpPublicCidrsAccessEnabled: false,
  }
}
