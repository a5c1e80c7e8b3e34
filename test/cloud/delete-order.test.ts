/** What has to go before what, and what stays behind when it does not. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { sampleNetwork, sampleRole } from './sample-network.ts'

async function account() {
  const cloud = await simulatedCloud({ patienceMs: 0 })
  return { cloud, aws: direct(cloud), account: cloud.account() }
}

describe('networks', () => {
  test('stay while something is in them', async () => {
    const { aws } = await account()
    const { vpc, subnets } = await sampleNetwork(aws)

    await expect(aws.remove(vpc)).rejects.toThrow(
      new RegExp(
        `^deleting urn:pulumi:s::p::aws:ec2/vpc:Vpc::vpc: 1 error occurred:\\n\\t\\* deleting EC2 VPC \\(${vpc.id}\\): operation error EC2: DeleteVpc, https response error StatusCode: 400, RequestID: [\\w-]+, api error DependencyViolation: The vpc '${vpc.id}' has dependencies and cannot be deleted.\\n\\n$`,
      ),
    )
    expect(subnets).toHaveLength(2)
  })

  test('go once all is out; what came with one is no obstacle', async () => {
    const { aws, account: own } = await account()
    const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.42.0.0/16' })

    await aws.remove(vpc)

    expect(own.orphans()).toEqual([])
  })

  test('a subnet stays while a network interface is in it that a cluster left there', async () => {
    const { aws, account: own } = await account()
    const { subnets } = await sampleNetwork(aws)
    const [subnet] = subnets
    if (!subnet) throw new Error('there are two')
    const card = own.make('eu-west-1', kinds.networkInterface, { subnetId: subnet.id })

    await expect(aws.remove(subnet)).rejects.toThrow(
      `The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
    )
    own.remove(card)
    await aws.remove(subnet)
  })

  test('a gateway stays while an address is mapped through it', async () => {
    const { aws } = await account()
    const { gateway, subnets } = await sampleNetwork(aws)
    const eip = await aws.create(kinds.eip, 'eip', {})
    const inputs = { subnetId: subnets[0]?.id, allocationId: eip.id }
    const nat = await aws.create(kinds.natGateway, 'nat', inputs)

    await expect(aws.remove(gateway)).rejects.toThrow(
      'has some mapped public address(es). Please unmap those',
    )
    await expect(aws.remove(eip)).rejects.toThrow('api error AuthFailure: You do not have permission')
    await aws.remove(nat)
    await aws.remove(eip)
    await aws.remove(gateway)
  })

  test('a group stays while another one names it, or something wears it', async () => {
    const { aws } = await account()
    const { vpc, subnets } = await sampleNetwork(aws)
    const group = (name: string) => aws.create(kinds.securityGroup, name, { vpcId: vpc.id, name })
    const [one, other] = [await group('one'), await group('other')]
    const rule = await aws.create(kinds.ingressRule, 'rule', {
      ...{ securityGroupId: other.id, ipProtocol: 'tcp', fromPort: 1, toPort: 1 },
      referencedSecurityGroupId: one.id,
    })
    const worn = { subnetId: subnets[0]?.id, securityGroups: [other.id] }
    await aws.create(kinds.networkInterface, 'card', worn)

    await expect(aws.remove(one)).rejects.toThrow(`resource ${one.id} has a dependent object`)
    await expect(aws.remove(other)).rejects.toThrow(`resource ${other.id} has a dependent object`)
    await aws.remove(rule)
    await aws.remove(one)
  })
})

describe('roles', () => {
  test('stay while they have policies', async () => {
    const { aws } = await account()
    const role = await sampleRole(aws, 'zen', 'eks.amazonaws.com')
    const policyArn = 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'
    await aws.create(kinds.rolePolicyAttachment, 'p', { role: role.id, policyArn })

    await expect(aws.remove(role)).rejects.toThrow(
      'DeleteConflict: Cannot delete entity, must detach all policies first.',
    )
  })
})

describe('load balancers', () => {
  test('hold on to their targets, and let go of their address', async () => {
    const { aws, account: own } = await account()
    const { vpc, subnets } = await sampleNetwork(aws)
    const eip = await aws.create(kinds.eip, 'eip', {})
    const subnetMappings = [{ subnetId: subnets[0]?.id, allocationId: eip.id }]
    const balancer = await aws.create(kinds.loadBalancer, 'lb', {
      loadBalancerType: 'network',
      subnetMappings,
    })
    const target = await aws.create(kinds.targetGroup, 't', { port: 80, protocol: 'TCP', vpcId: vpc.id })
    await aws.create(kinds.listener, 'l', {
      ...{ loadBalancerArn: balancer.id, port: 80, protocol: 'TCP' },
      defaultActions: [{ type: 'forward', targetGroupArn: target.id }],
    })

    await expect(aws.remove(target)).rejects.toThrow('is currently in use by a listener or a rule')
    await aws.remove(balancer)
    await aws.remove(target)
    await aws.remove(eip)

    expect(own.objects(kinds.networkInterface)).toEqual([])
  })
})
