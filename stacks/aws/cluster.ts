/** The control plane, and who may enter. */

import { createHash } from 'node:crypto'
import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup.js'
import { AccessEntry } from '@pulumi/aws/eks/accessEntry.js'
import { AccessPolicyAssociation } from '@pulumi/aws/eks/accessPolicyAssociation.js'
import { Cluster } from '@pulumi/aws/eks/cluster.js'
import { type Resource, RunError } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import { clusterRole } from './roles.ts'
import type { NewCluster } from './spec/aws-spec.ts'
import { partitionOf } from './spec/regions.ts'

export interface MadeCluster {
  readonly cluster: Cluster
  /** Nobody enters before these are there. */
  readonly entries: readonly Resource[]
}

/** Half an hour; the provider's own patience ends in the middle of slow days. */
const patience = { create: '45m', update: '60m', delete: '30m' }

export function newCluster(cloud: Cloud, wish: NewCluster, network: NetworkPlace): MadeCluster {
  const { role, grants } = clusterRole(cloud)
  const isProtected = cloud.leaving === undefined
  const cluster = new Cluster(
    'cluster',
    {
      name: wish.name,
      roleArn: role.arn,
      ...(wish.version === undefined ? {} : { version: wish.version }),
      vpcConfig: {
        subnetIds: [...network.privateSubnets],
        endpointPublicAccess: true,
        endpointPrivateAccess: true,
        ...(wish.allowed.length === 0 ? {} : { publicAccessCidrs: [...wish.allowed] }),
      },
      // Entries are given to people by name. Whoever happened to run this first has one like all others.
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      // Otherwise a forgotten cluster costs six times as much when its version is out of support.
      upgradePolicy: { supportType: 'STANDARD' },
      ...(wish.hasLogs ? { enabledClusterLogTypes: ['api', 'audit', 'authenticator'] } : {}),
      deletionProtection: isProtected,
      tags: nameTag(cloud, 'cluster'),
    },
    {
      ...inCloud(cloud, ...grants, ...(wish.hasLogs ? [logGroup(cloud, wish)] : [])),
      protect: isProtected,
      customTimeouts: patience,
    },
  )
  return { cluster, entries: entriesOf(cloud, wish, cluster) }
}

/** Made before EKS would make it, so that logs end some day, and go with the deployment. */
function logGroup(cloud: Cloud, { name }: NewCluster): LogGroup {
  return new LogGroup(
    'cluster-logs',
    { name: `/aws/eks/${name}/cluster`, retentionInDays: 30, tags: nameTag(cloud, 'cluster-logs') },
    inCloud(cloud),
  )
}

/** @throws RunError when nobody found out who deploys */
function entriesOf(cloud: Cloud, { administrators }: NewCluster, cluster: Cluster): readonly Resource[] {
  if (administrators.length === 0)
    throw new RunError('Nobody could enter the cluster: its deployer is not known.')
  return administrators.map((principalArn) => {
    const name = `cluster-entry-${createHash('sha256').update(principalArn).digest('hex').slice(0, 8)}`
    const who = { clusterName: cluster.name, principalArn }
    const entry = new AccessEntry(name, { ...who, tags: nameTag(cloud, name) }, inCloud(cloud))
    const policyArn = `arn:${partitionOf(cloud.aws.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`
    return new AccessPolicyAssociation(
      name,
      { ...who, policyArn, accessScope: { type: 'cluster' } },
      inCloud(cloud, entry),
    )
  })
}
