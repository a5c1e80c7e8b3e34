/** What AWS refuses of databases, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { databaseInputs, sampleNetwork } from './sample-network.ts'

/** Fast: nothing that is refused here is going to pass by itself. */
const impatient = { patienceMs: 0 }

async function account(settings = {}) {
  const cloud = await simulatedCloud({ ...impatient, ...settings })
  return { cloud, aws: direct(cloud) }
}

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

  test('start from a snapshot that there is', async () => {
    const { aws } = await account()
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    const last = { ...inputs, skipFinalSnapshot: false, finalSnapshotIdentifier: 'last' }
    await aws.remove(await aws.create(kinds.databaseInstance, 'db', last))
    const from = (snapshotIdentifier: string) =>
      aws.create(kinds.databaseInstance, 'db', { ...inputs, snapshotIdentifier })

    await expect(from('lost')).rejects.toThrow('DBSnapshotNotFound: DBSnapshot not found: lost')
    await from('last')
  })
})
