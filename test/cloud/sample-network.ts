/** The things that most other things need, made by direct calls. */
import * as kinds from './aws/kinds.ts'
import type { Direct, Made } from './direct.ts'

export interface SampleNetwork {
  readonly vpc: Made
  readonly gateway: Made
  /** In two zones, with a way out to the internet. */
  readonly subnets: readonly Made[]
}

export async function sampleNetwork(aws: Direct, cidr = '10.42'): Promise<SampleNetwork> {
  const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: `${cidr}.0.0/16` })
  const gateway = await aws.create(kinds.internetGateway, 'gateway', { vpcId: vpc.id })
  const table = await aws.create(kinds.routeTable, 'table', { vpcId: vpc.id })
  const way = { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id }
  await aws.create(kinds.route, 'out', way)
  const subnets = [await subnet('a', 0), await subnet('b', 1)]
  return { vpc, gateway, subnets }

  async function subnet(zone: string, at: number): Promise<Made> {
    const availabilityZone = `eu-west-1${zone}`
    const made = await aws.create(kinds.subnet, zone, {
      vpcId: vpc.id,
      cidrBlock: `${cidr}.${at}.0/24`,
      availabilityZone,
    })
    await aws.create(kinds.routeTableAssociation, zone, { routeTableId: table.id, subnetId: made.id })
    return made
  }
}

/** @param services that may use it, such as `eks.amazonaws.com` */
export function sampleRole(aws: Direct, name: string, ...services: readonly string[]): Promise<Made> {
  const assumeRolePolicy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' }],
  })
  return aws.create(kinds.role, name, { name, assumeRolePolicy })
}

export interface SampleCluster extends SampleNetwork {
  readonly cluster: Made
  readonly nodeRole: Made
}

/** A cluster with network add-on and a role for nodes, and no nodes yet. */
export async function sampleCluster(
  aws: Direct,
  more: Readonly<Record<string, unknown>> = {},
): Promise<SampleCluster> {
  const net = await sampleNetwork(aws)
  const own = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
  const nodeRole = await sampleRole(aws, 'nodes', 'ec2.amazonaws.com')
  for (const policy of [
    'AmazonEKSWorkerNodePolicy',
    'AmazonEKS_CNI_Policy',
    'AmazonEC2ContainerRegistryPullOnly',
  ]) {
    await aws.create(kinds.rolePolicyAttachment, policy, {
      role: nodeRole.id,
      policyArn: `arn:aws:iam::aws:policy/${policy}`,
    })
  }
  const cluster = await aws.create(kinds.cluster, 'cluster', {
    ...{ name: 'zen', roleArn: own.outputs['arn'], bootstrapSelfManagedAddons: false },
    ...{
      vpcConfig: { subnetIds: net.subnets.map(({ id }) => id) },
      accessConfig: { authenticationMode: 'API' },
    },
    ...more,
  })
  await aws.create(kinds.addon, 'vpc-cni', { clusterName: cluster.id, addonName: 'vpc-cni' })
  return { ...net, cluster, nodeRole }
}

/** What a group of nodes of this cluster is made of. */
export function nodeGroupInputs({ cluster, nodeRole, subnets }: SampleCluster, nodes = 1) {
  return {
    ...{ clusterName: cluster.id, nodeGroupName: 'nodes', nodeRoleArn: nodeRole.outputs['arn'] },
    ...{ subnetIds: subnets.map(({ id }) => id), instanceTypes: ['t3.large'] },
    scalingConfig: { minSize: nodes, desiredSize: nodes, maxSize: 3 },
  }
}

/** What a database in these subnets is made of, by a subnet group that is made for it. */
export async function databaseInputs(aws: Direct, { subnets }: SampleNetwork) {
  const subnetIds = subnets.map(({ id }) => id)
  const group = await aws.create(kinds.subnetGroup, 'db', { name: 'db', subnetIds })
  return {
    ...{ identifier: 'zen', engine: 'mysql', engineVersion: '8.4', instanceClass: 'db.t4g.small' },
    ...{ allocatedStorage: 20, storageType: 'gp3', username: 'zenml', password: 'Abcdefgh12345678' },
    ...{ dbName: 'zenml', dbSubnetGroupName: group.id, skipFinalSnapshot: true, applyImmediately: true },
  }
}
