/** What AWS refuses, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { type Direct, direct } from './direct.ts'
import {
  databaseInputs,
  nodeGroupInputs,
  sampleCluster,
  sampleNetwork,
  sampleRole,
} from './sample-network.ts'

/** Fast: nothing that is refused here is going to pass by itself. */
const impatient = { patienceMs: 0 }

async function account(settings = {}) {
  const cloud = await simulatedCloud({ ...impatient, ...settings })
  return { cloud, aws: direct(cloud) }
}

describe('networks', () => {
  test('five to a region, the default one among them', async () => {
    const { aws } = await account()
    for (const at of [1, 2, 3, 4]) await aws.create(kinds.vpc, `vpc-${at}`, { cidrBlock: `10.${at}.0.0/16` })

    await expect(aws.create(kinds.vpc, 'more', { cidrBlock: '10.9.0.0/16' })).rejects.toThrow(
      /^1 error occurred:\n\t\* creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: [\w-]+, api error VpcLimitExceeded: The maximum number of VPCs has been reached.\n\n$/,
    )
  })

  test('of a size that AWS has', async () => {
    const { aws } = await account()

    await expect(aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.0.0.0/8' })).rejects.toThrow(
      'between 16 and 28',
    )
  })

  test('a subnet lies in its network, and beside the others', async () => {
    const { aws } = await account()
    const { vpc } = await sampleNetwork(aws)
    const subnet = (cidrBlock: string, more = {}) =>
      aws.create(kinds.subnet, 's', { vpcId: vpc.id, cidrBlock, ...more })

    await expect(subnet('10.43.0.0/24')).rejects.toThrow(
      "InvalidSubnet.Range: The CIDR '10.43.0.0/24' is invalid.",
    )
    await expect(subnet('10.42.0.0/25')).rejects.toThrow('InvalidSubnet.Conflict: The CIDR')
    await expect(subnet('10.42.7.0/24', { availabilityZone: 'eu-west-1f' })).rejects.toThrow(
      'Value (eu-west-1f) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-west-1a, eu-west-1b, eu-west-1c.',
    )
  })

  test('one gateway to a network; a way leads somewhere, and once', async () => {
    const { aws } = await account()
    const { vpc, gateway } = await sampleNetwork(aws)
    const table = await aws.create(kinds.routeTable, 't', { vpcId: vpc.id })
    const way = { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id }
    await aws.create(kinds.route, 'r', way)

    await expect(aws.create(kinds.internetGateway, 'g', { vpcId: vpc.id })).rejects.toThrow(
      'AlreadyAssociated',
    )
    await expect(aws.create(kinds.route, 'r', way)).rejects.toThrow(
      'The route identified by 0.0.0.0/0 already exists.',
    )
    await expect(aws.create(kinds.route, 'r', { ...way, gatewayId: undefined })).rejects.toThrow(
      'must be specified',
    )
  })

  test('five addresses to a region; one to a holder', async () => {
    const { aws } = await account()
    const { subnets } = await sampleNetwork(aws)
    const [eip] = await Promise.all([1, 2, 3, 4, 5].map((at) => aws.create(kinds.eip, `eip-${at}`, {})))
    const nat = { subnetId: subnets[0]?.id, allocationId: eip?.id }
    await aws.create(kinds.natGateway, 'nat', nat)

    await expect(aws.create(kinds.eip, 'eip-6', {})).rejects.toThrow(
      'api error AddressLimitExceeded: The maximum number',
    )
    await expect(aws.create(kinds.natGateway, 'again', nat)).rejects.toThrow('Resource.AlreadyAssociated')
  })

  test('a NAT gateway that reaches no internet is there, and failed', async () => {
    const { aws, cloud } = await account()
    const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.42.0.0/16' })
    const subnet = await aws.create(kinds.subnet, 's', { vpcId: vpc.id, cidrBlock: '10.42.0.0/24' })
    const eip = await aws.create(kinds.eip, 'eip', {})

    const made = aws.create(kinds.natGateway, 'nat', { subnetId: subnet.id, allocationId: eip.id })

    await expect(made).rejects.toThrow(
      `last error: Gateway.NotAttached: Network ${vpc.id} has no Internet gateway`,
    )
    expect(cloud.account().objects(kinds.natGateway)).toHaveLength(1)
  })

  test('the same rule is not made twice', async () => {
    const { aws } = await account()
    const { vpc } = await sampleNetwork(aws)
    const group = await aws.create(kinds.securityGroup, 'g', { vpcId: vpc.id })
    const rule = {
      securityGroupId: group.id,
      ipProtocol: 'tcp',
      fromPort: 80,
      toPort: 80,
      cidrIpv4: '0.0.0.0/0',
    }
    await aws.create(kinds.ingressRule, 'r', rule)

    await expect(aws.create(kinds.ingressRule, 'r', rule)).rejects.toThrow(
      'api error InvalidPermission.Duplicate',
    )
    await expect(aws.create(kinds.ingressRule, 'r', { ...rule, cidrIpv4: undefined })).rejects.toThrow(
      'Exactly one',
    )
  })
})

describe('roles', () => {
  test('have names of 64 letters at most, policies that exist, and trust somebody', async () => {
    const { aws } = await account()
    const role = await sampleRole(aws, 'zen', 'eks.amazonaws.com')
    const policyArn = 'arn:aws:iam::aws:policy/AmazonEKSClusterPolice'

    await expect(sampleRole(aws, 'r'.repeat(65))).rejects.toThrow('range (1 - 64)')
    await expect(aws.create(kinds.rolePolicyAttachment, 'p', { role: role.id, policyArn })).rejects.toThrow(
      /attaching IAM Policy \(arn:aws:iam::aws:policy\/AmazonEKSClusterPolice\) to IAM Role \(zen\): .*NoSuchEntity/,
    )
    await expect(aws.create(kinds.role, 'r', { assumeRolePolicy: '{' })).rejects.toThrow(
      'invalid JSON policy',
    )
  })
})

describe('clusters', () => {
  const inputsFor = async (aws: Direct) => {
    const { subnets } = await sampleNetwork(aws)
    const role = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
    return {
      name: 'zen',
      roleArn: role.outputs['arn'],
      vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
    }
  }

  test('stand in two zones, with a role that EKS may take', async () => {
    const { aws } = await account()
    const inputs = await inputsFor(aws)
    const nodes = await sampleRole(aws, 'nodes', 'ec2.amazonaws.com')
    const one = { subnetIds: inputs.vpcConfig.subnetIds.slice(0, 1) }
    const create = (more: object) => aws.create(kinds.cluster, 'c', { ...inputs, ...more })

    await expect(create({ vpcConfig: one })).rejects.toThrow(
      'Subnets specified must be in at least two different AZs',
    )
    await expect(create({ roleArn: nodes.outputs['arn'] })).rejects.toThrow('could not be assumed because')
    await expect(create({ version: '1.12' })).rejects.toThrow('unsupported Kubernetes version 1.12')
    await expect(create({ name: 'a b' })).rejects.toThrow('invalid value for name')
    await create({})
    await expect(create({})).rejects.toThrow(
      /creating EKS Cluster \(zen\): operation error EKS: CreateCluster, https response error StatusCode: 409, RequestID: [\w-]+, ResourceInUseException: Cluster already exists with name: zen/,
    )
  })

  test('are not to be had in every zone', async () => {
    const cloud = await simulatedCloud(impatient)
    const aws = direct(cloud, { config: { region: 'us-east-1' } })
    const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.42.0.0/16' })
    const role = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
    const subnet = (zone: string, at: number) =>
      aws.create(kinds.subnet, zone, { vpcId: vpc.id, cidrBlock: `10.42.${at}.0/24`, availabilityZone: zone })
    const subnets = [await subnet('us-east-1a', 0), await subnet('us-east-1c', 1)]

    const vpcConfig = { subnetIds: subnets.map(({ id }) => id) }
    await expect(
      aws.create(kinds.cluster, 'c', { name: 'zen', roleArn: role.outputs['arn'], vpcConfig }),
    ).rejects.toThrow('UnsupportedAvailabilityZoneException')
  })

  test('go up one version at a time', async () => {
    const { aws } = await account()
    const inputs = await inputsFor(aws)
    const cluster = await aws.create(kinds.cluster, 'c', { ...inputs, version: '1.33' })

    await expect(aws.update(cluster, { ...inputs, version: '1.35' })).rejects.toThrow(
      'Unsupported Kubernetes minor version update from 1.33 to 1.35',
    )
    expect((await aws.update(cluster, { ...inputs, version: '1.34' })).outputs['version']).toBe('1.34')
  })

  test('let principals in by roles, not by sessions, and once', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws)
    const entry = (principalArn: string) =>
      aws.create(kinds.accessEntry, 'e', { clusterName: cluster.id, principalArn })

    await expect(entry('arn:aws:sts::111111111111:assumed-role/r/s')).rejects.toThrow(
      'InvalidParameterException',
    )
    await entry('arn:aws:iam::111111111111:role/r')
    await expect(entry('arn:aws:iam::111111111111:role/r')).rejects.toThrow('ResourceInUseException')
  })

  test('of the old mode know no access entries', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws, { accessConfig: { authenticationMode: 'CONFIG_MAP' } })
    const inputs = { clusterName: cluster.id, principalArn: 'arn:aws:iam::111111111111:role/r' }

    await expect(aws.create(kinds.accessEntry, 'e', inputs)).rejects.toThrow('InvalidRequestException')
  })

  test('get nodes of a size there is, between the bounds, within the quota', async () => {
    const { aws } = await account()
    const cluster = await sampleCluster(aws)
    const inputs = nodeGroupInputs(cluster)
    const create = (more: object) => aws.create(kinds.nodeGroup, 'n', { ...inputs, ...more })

    await expect(create({ instanceTypes: ['t3.giant'] })).rejects.toThrow('do not exist: [t3.giant]')
    await expect(create({ scalingConfig: { minSize: 3, desiredSize: 1, maxSize: 3 } })).rejects.toThrow(
      "Minimum capacity 3 can't be greater than desired size 1",
    )
    await expect(create({ scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 3 } })).rejects.toThrow(
      'VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 5 allows',
    )
  })

  test('have nodes only with a network, a way out and a role with the policies', async () => {
    const { aws } = await account()
    const cluster = await sampleCluster(aws)
    const bare = await sampleRole(aws, 'bare', 'ec2.amazonaws.com')
    const inputs = { ...nodeGroupInputs(cluster), nodeRoleArn: bare.outputs['arn'] }

    await expect(aws.create(kinds.nodeGroup, 'n', inputs)).rejects.toThrow(
      /waiting for EKS Node Group \(zen:nodes\) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: i-\w+: NodeCreationFailure: Instances failed to join the kubernetes cluster/,
    )
  })

  test('have no name service before they have nodes', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws)
    const addon = (addonName: string) =>
      aws.create(kinds.addon, addonName, { clusterName: cluster.id, addonName })

    await expect(addon('coredns')).rejects.toThrow("(last state: 'DEGRADED', timeout: 20m0s)")
    await expect(addon('cordns')).rejects.toThrow(
      'Addon cordns specified is not supported in 1.34 kubernetes version',
    )
    await expect(addon('vpc-cni')).rejects.toThrow('Addon already exists.')
  })
})

describe('databases', () => {
  test('have names, passwords and sizes by the rules', async () => {
    const { aws } = await account()
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    const create = (more: object) => aws.create(kinds.databaseInstance, 'db', { ...inputs, ...more })

    await expect(create({ identifier: 'zen--a' })).rejects.toThrow('cannot contain two consecutive hyphens')
    await expect(create({ identifier: '1zen' })).rejects.toThrow('must be a letter')
    await expect(create({ dbName: 'zen-ml' })).rejects.toThrow('DBName must begin with a letter')
    await expect(create({ username: 'rdsadmin' })).rejects.toThrow('reserved word')
    await expect(create({ password: 'short' })).rejects.toThrow('shorter than 8 characters')
    await expect(create({ password: 'with@sign-in-it' })).rejects.toThrow(
      `api error InvalidParameterValue: The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`,
    )
    await expect(create({ allocatedStorage: 10 })).rejects.toThrow(
      'Invalid storage size for engine name mysql',
    )
    await expect(create({ instanceClass: 'db.t4g.giant' })).rejects.toThrow(
      'Invalid DB Instance class: db.t4g.giant',
    )
    await expect(create({ engineVersion: '5.7' })).rejects.toThrow('Cannot find version 5.7 for mysql')
    await expect(create({ dbSubnetGroupName: 'other' })).rejects.toThrow(
      "DB subnet group 'other' does not exist.",
    )
  })

  test('lie in subnets of two zones', async () => {
    const { aws } = await account()
    const { subnets } = await sampleNetwork(aws)
    const subnetIds = subnets.slice(0, 1).map(({ id }) => id)

    await expect(aws.create(kinds.subnetGroup, 'g', { name: 'g', subnetIds })).rejects.toThrow(
      'Current AZ coverage: eu-west-1a. Add subnets to cover at least 2 AZs.',
    )
  })

  test('know their parameters', async () => {
    const { aws } = await account()
    const parameters = [{ name: 'require_secure_transports', value: '1' }]

    await expect(
      aws.create(kinds.parameterGroup, 'p', { name: 'p', family: 'mysql8.4', parameters }),
    ).rejects.toThrow('Could not find parameter with name: require_secure_transports')
  })

  test('change when they are told to do so at once, and else with the next maintenance', async () => {
    const { aws } = await account()
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    const database = await aws.create(kinds.databaseInstance, 'db', inputs)
    const instanceClass = 'db.t4g.medium'

    const later = await aws.update(database, { ...inputs, instanceClass, applyImmediately: false })
    const now = await aws.update(database, { ...inputs, instanceClass })

    expect(later.outputs['instanceClass']).toBe('db.t4g.small')
    expect(now.outputs['instanceClass']).toBe('db.t4g.medium')
  })
})

describe('load balancers', () => {
  test('have short names, one subnet per zone, and a way in', async () => {
    const { aws } = await account()
    const { vpc, subnets } = await sampleNetwork(aws)
    const inside = { vpcId: vpc.id, cidrBlock: '10.42.9.0/24', availabilityZone: 'eu-west-1c' }
    const closed = await aws.create(kinds.subnet, 'closed', inside)
    const create = (more: object) =>
      aws.create(kinds.loadBalancer, 'lb', { name: 'zen', loadBalancerType: 'network', ...more })

    await expect(create({ name: 'n'.repeat(33) })).rejects.toThrow(
      '"name" cannot be longer than 32 characters',
    )
    await expect(create({ subnets: [closed.id] })).rejects.toThrow(`VPC ${vpc.id} has no internet gateway`)
    await expect(create({ subnets: [subnets[0]?.id, subnets[0]?.id] })).rejects.toThrow(
      'same Availability Zone',
    )
    const made = await create({ subnets: [subnets[0]?.id] })
    expect(made.outputs['dnsName']).toMatch(/^zen-[0-9a-f]{16}\.elb\.eu-west-1\.amazonaws\.com$/)
    await expect(create({ subnets: [subnets[0]?.id] })).rejects.toThrow('DuplicateLoadBalancerName')
  })
})
