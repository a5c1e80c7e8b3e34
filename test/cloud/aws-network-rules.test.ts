/** What AWS refuses of networks, roles and load balancers, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { sampleNetwork, sampleRole } from './sample-network.ts'

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

test('a policy that is attached already is attached once', async () => {
  const { aws, cloud } = await account()
  const { id: role } = await sampleRole(aws, 'zen', 'eks.amazonaws.com')
  const link = { role, policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy' }

  await aws.create(kinds.rolePolicyAttachment, 'one', link)
  await aws.create(kinds.rolePolicyAttachment, 'again', link)

  expect(cloud.account().objects(kinds.rolePolicyAttachment)).toHaveLength(1)
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
