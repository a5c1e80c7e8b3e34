/** What has to go before a cluster or a database, and what stays behind when it does not. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { databaseInputs, nodeGroupInputs, sampleCluster, sampleNetwork } from './sample-network.ts'

async function account() {
  const cloud = await simulatedCloud({ patienceMs: 0 })
  return { cloud, aws: direct(cloud), account: cloud.account() }
}

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
