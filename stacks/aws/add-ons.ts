/** What EKS keeps running in a cluster: network, names, and volumes. */
import { Addon } from '@pulumi/aws/eks/addon.js'
import type { Cluster } from '@pulumi/aws/eks/cluster.js'
import type { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js'
import type { Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import { volumeRole } from './roles.ts'

/** What nodes need before they are ready. It stays until they are gone, since it removes their network interfaces. */
export function addOnsBeforeNodes(cloud: Cloud, cluster: Cluster): readonly Resource[] {
  return ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'].map((name) => addOn(cloud, cluster, { name }))
}

/** What runs on nodes, and never becomes ready without one. */
export function addOnsOnNodes(cloud: Cloud, cluster: Cluster, nodes: NodeGroup): readonly Resource[] {
  const { role, grants } = volumeRole(cloud)
  return [
    addOn(cloud, cluster, { name: 'coredns', after: [nodes] }),
    addOn(cloud, cluster, {
      name: 'aws-ebs-csi-driver',
      after: [nodes, ...grants],
      podIdentityAssociations: [{ roleArn: role.arn, serviceAccount: 'ebs-csi-controller-sa' }],
    }),
  ]
}

interface AddOnWish extends Pick<ConstructorParameters<typeof Addon>[1], 'podIdentityAssociations'> {
  readonly name: string
  readonly after?: readonly Resource[]
}

function addOn(cloud: Cloud, cluster: Cluster, { name, after = [], ...more }: AddOnWish): Addon {
  const resource = `cluster-${name}`
  return new Addon(
    resource,
    {
      clusterName: cluster.name,
      addonName: name,
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'PRESERVE',
      tags: nameTag(cloud, resource),
      ...more,
    },
    inCloud(cloud, ...after),
  )
}
