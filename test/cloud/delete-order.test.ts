/** What has to go before what, and what stays behind when it does not. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import {
  databaseInputs,
  nodeGroupInputs,
  sampleCluster,
  sampleNetwork,
  sampleRole,
} from './sample-network.ts'

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

describe('clusters', () => {
  test('stay while they have nodes, or are protected', async () => {
    const { aws } = await account()
    const sample = await sampleCluster(aws, { deletionProtection: true })
    const nodes = await aws.create(kinds.nodeGroup, 'n', nodeGroupInputs(sample))

    await expect(aws.remove(sample.cluster)).rejects.toThrow(
      'ResourceInUseException: Cluster has nodegroups attached',
    )
    await aws.remove(nodes)
    await expect(aws.remove(sample.cluster)).rejects.toThrow('deletion protection')
  })

  test('take with them what is inside, their network interfaces and their own group', async () => {
    const { aws, account: own } = await account()
    const { cluster } = await sampleCluster(aws)

    await aws.remove(cluster)

    const types = new Set(own.objects().map(({ type }) => type))
    expect(types).not.toContain(kinds.addon)
    expect(types).not.toContain(kinds.networkInterface)
    expect(types).not.toContain(kinds.securityGroup)
  })

  test('leave behind their logs, and their own group when something still wears it', async () => {
    const { aws, account: own } = await account()
    const { cluster, subnets, vpc } = await sampleCluster(aws, { enabledClusterLogTypes: ['api'] })
    const group = own.objects(kinds.securityGroup).at(0)
    const worn = { subnetId: subnets[0]?.id, securityGroups: [group?.id] }
    own.make('eu-west-1', kinds.networkInterface, worn)

    await aws.remove(cluster)

    expect(own.objects(kinds.logGroup).map(({ id }) => id)).toEqual(['/aws/eks/zen/cluster'])
    expect(own.objects(kinds.securityGroup)).toHaveLength(1)
    await expect(aws.remove(vpc)).rejects.toThrow('DependencyViolation')
  })

  test('leave network interfaces of dead nodes behind when the network add-on went first', async () => {
    const { aws, account: own } = await account()
    const sample = await sampleCluster(aws)
    const nodes = await aws.create(kinds.nodeGroup, 'n', nodeGroupInputs(sample))
    const network = await aws.load(kinds.addon, 'zen:vpc-cni')
    if (!network) throw new Error('it is there')

    await aws.remove(network)
    await aws.remove(nodes)

    const left = own
      .objects(kinds.networkInterface)
      .filter(({ outputs }) => outputs['status'] === 'available')
    expect(left).toHaveLength(1)
  })
})

describe('databases', () => {
  test('stay while they are protected, and have to know the name of their last snapshot', async () => {
    const { aws } = await account()
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    const wished = { ...inputs, skipFinalSnapshot: false }
    const database = await aws.create(kinds.databaseInstance, 'db', { ...wished, deletionProtection: true })

    await expect(aws.remove(database)).rejects.toThrow(
      /deleting RDS DB Instance \(zen\): .*Cannot delete protected DB Instance, please disable deletion protection/,
    )
    await aws.update(database, wished)
    await expect(aws.remove(database)).rejects.toThrow('FinalDBSnapshotIdentifier is required')
  })

  test('leave a last snapshot and kept backups, whose names are then taken', async () => {
    const { aws, account: own } = await account()
    const inputs = {
      ...(await databaseInputs(aws, await sampleNetwork(aws))),
      ...{ skipFinalSnapshot: false, finalSnapshotIdentifier: 'last', deleteAutomatedBackups: false },
      backupRetentionPeriod: 7,
    }
    await aws.remove(await aws.create(kinds.databaseInstance, 'db', inputs))
    const again = await aws.create(kinds.databaseInstance, 'db', inputs)

    expect(own.objects(kinds.snapshot).map(({ id }) => id)).toEqual(['last'])
    expect(own.objects(kinds.retainedBackup)).toHaveLength(1)
    await expect(aws.remove(again)).rejects.toThrow('DBSnapshotAlreadyExists')
  })

  test('hold on to their groups', async () => {
    const { aws } = await account()
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    const parameters = await aws.create(kinds.parameterGroup, 'p', { name: 'p', family: 'mysql8.4' })
    await aws.create(kinds.databaseInstance, 'db', { ...inputs, parameterGroupName: parameters.id })
    const subnets = await aws.load(kinds.subnetGroup, 'db')
    if (!subnets) throw new Error('it is there')

    await expect(aws.remove(subnets)).rejects.toThrow('Cannot delete the subnet group')
    await expect(aws.remove(parameters)).rejects.toThrow('so the group cannot be deleted')
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
