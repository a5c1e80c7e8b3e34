/** The machines that pods run on. */
import { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate.js'
import type { Cluster } from '@pulumi/aws/eks/cluster.js'
import { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js'
import type { Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import type { NetworkPlace } from './network.ts'
import { nodeRole } from './roles.ts'
import type { NewCluster } from './spec/aws-spec.ts'
import { nodeDisk } from './spec/estimate.ts'

interface Nodes {
  readonly wish: NewCluster
  readonly cluster: Cluster
  readonly network: NetworkPlace
  /** Without these add-ons no node becomes ready. */
  readonly after: readonly Resource[]
}

/** Room for nodes that somebody's autoscaler adds; zen itself asks for a number. */
const more = 2

export function nodeGroup(cloud: Cloud, { wish, cluster, network, after }: Nodes): NodeGroup {
  const { role, grants } = nodeRole(cloud)
  const template = launchTemplate(cloud)
  return new NodeGroup(
    'nodes',
    {
      clusterName: cluster.name,
      nodeGroupName: 'zen',
      nodeRoleArn: role.arn,
      // A cluster that is upgraded takes its nodes along.
      version: cluster.version,
      subnetIds: [...network.privateSubnets],
      amiType: 'AL2023_x86_64_STANDARD',
      instanceTypes: [wish.nodeType],
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: wish.nodes, desiredSize: wish.nodes, maxSize: wish.nodes + more },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      tags: nameTag(cloud, 'nodes'),
    },
    {
      ...inCloud(cloud, ...grants, ...network.waysOut, ...after),
      customTimeouts: { create: '40m', update: '60m', delete: '40m' },
    },
  )
}

/** What is only possible this way: encrypted disks, tags on what costs money, and logins of the node kept from pods. */
function launchTemplate(cloud: Cloud): LaunchTemplate {
  const tags = { ...cloud.aws.tags, ...nameTag(cloud, 'nodes') }
  return new LaunchTemplate(
    'nodes',
    {
      name: nameTag(cloud, 'nodes').Name,
      updateDefaultVersion: true,
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { volumeSize: nodeDisk, volumeType: 'gp3', encrypted: 'true', deleteOnTermination: 'true' },
        },
      ],
      // The driver of volumes, which runs in a pod, needs the second hop:
      // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/install.md
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 2 },
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
        resourceType,
        tags,
      })),
      tags: nameTag(cloud, 'nodes'),
    },
    inCloud(cloud),
  )
}
