/** Time: how long things take, who sees them when, and what goes on when nobody looks. */
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { databaseInputs, sampleNetwork, sampleRole } from './sample-network.ts'

/** For what comes by itself, on a machine that does other things too. */
const patient = { timeout: 10_000 }

const range = { cidrBlock: '10.42.0.0/16' }

describe('without time', () => {
  test('everything is there at once', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const start = Date.now()

    await aws.create(kinds.databaseInstance, 'db', await databaseInputs(aws, await sampleNetwork(aws)))

    expect(Date.now() - start).toBeLessThan(2000)
  })
})

describe('with minutes scaled down', () => {
  test('things take as long as in the real cloud, and side by side', async () => {
    const cloud = await simulatedCloud({ minuteMs: 20 })
    const aws = direct(cloud)
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))

    await Promise.all([
      aws.create(kinds.databaseInstance, 'one', { ...inputs, identifier: 'one' }),
      aws.create(kinds.databaseInstance, 'two', { ...inputs, identifier: 'two' }),
    ])

    const created = cloud
      .journal()
      .filter(({ type, verb }) => type === kinds.databaseInstance && verb === 'create')
    expect(created.map((call) => call.minutes)).toEqual([6, 6])
    const [one, two] = created.map(({ simulated }) => simulated)
    expect((one?.end ?? 0) - (one?.start ?? 0)).toBeGreaterThanOrEqual(6)
    expect(two?.start).toBeLessThan(one?.end ?? 0)
  })

  test('what is being made shows so, and is there when its time has come, whoever asked for it', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    cloud.set({ minuteMs: 200 })
    const making = aws.create(kinds.databaseInstance, 'db', inputs)

    await expect.poll(() => cloud.account().objects(kinds.databaseInstance).at(0)?.phase).toBe('creating')
    const { id } = cloud.account().objects(kinds.databaseInstance).at(0) ?? { id: '' }
    expect((await aws.load(kinds.databaseInstance, id))?.outputs['status']).toBe('creating')
    await expect
      .poll(() => cloud.account().objects(kinds.databaseInstance).at(0)?.phase, patient)
      .toBe('ready')
    await making
  })

  test('a provider gives up in the end, and the thing is made all the same', async () => {
    const cloud = await simulatedCloud({ minuteMs: 2 })
    const aws = direct(cloud)
    const inputs = await databaseInputs(aws, await sampleNetwork(aws))
    cloud.fail({ type: kinds.databaseInstance, verb: 'create', effect: 'slow', minutes: 60 })

    await expect(aws.create(kinds.databaseInstance, 'db', inputs)).rejects.toThrow(
      "waiting for RDS DB Instance (zen) create: timeout while waiting for state to become 'available' (last state: 'creating', timeout: 40m0s)",
    )
    await expect
      .poll(() => cloud.account().objects(kinds.databaseInstance).at(0)?.phase, patient)
      .toBe('ready')
  })
})

describe('eventually', () => {
  test('a role is known to others; until then a provider tries again', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const { subnets } = await sampleNetwork(aws)
    cloud.set({ minuteMs: 6000 })
    const role = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
    // From here on nothing takes time but what is known to others only later.
    cloud.set({ minuteMs: 0 })
    const inputs = {
      ...{ name: 'zen', roleArn: role.outputs['arn'] },
      vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
    }

    cloud.set({ patienceMs: 0 })
    await expect(aws.create(kinds.cluster, 'c', inputs)).rejects.toThrow('could not be assumed because')
    cloud.set({ patienceMs: 5000 })
    await aws.create(kinds.cluster, 'c', inputs)
  })

  test('new things are listed, and found by a refresh', async () => {
    const cloud = await simulatedCloud({ minuteMs: 40, lagMinutes: 15 })
    const aws = direct(cloud)
    const vpc = await aws.create(kinds.vpc, 'vpc', range)

    expect(await aws.refresh(vpc)).toBeUndefined()
    expect((await aws.ask('aws:ec2/getVpcs:getVpcs'))['ids']).not.toContain(vpc.id)
    await expect.poll(() => aws.refresh(vpc), patient).toBeDefined()
    expect((await aws.ask('aws:ec2/getVpcs:getVpcs'))['ids']).toContain(vpc.id)
  })

  test('deleted things are forgotten by those who list them', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud, { config: { defaultTags: { tags: { 'zen:deployment': 'a' } } } })
    const { vpc, subnets } = await sampleNetwork(aws)
    const eip = await aws.create(kinds.eip, 'eip', {})
    const nat = await aws.create(kinds.natGateway, 'nat', { subnetId: subnets[0]?.id, allocationId: eip.id })
    await aws.remove(nat)
    const list = async (states: readonly string[]) =>
      (
        await aws.ask('aws:ec2/getNatGateways:getNatGateways', {
          ...{ vpcId: vpc.id, filters: [{ name: 'state', values: states }] },
        })
      )['ids']
    const tagFilters = [{ key: 'zen:deployment', values: ['a'] }]
    const tagged = () => aws.ask('aws:resourcegroupstaggingapi/getResources:getResources', { tagFilters })

    expect(await list(['available'])).toEqual([])
    expect(await list(['deleted'])).toEqual([nat.id])
    expect(JSON.stringify(await tagged())).toContain(nat.id)
    expect(await aws.refresh(nat)).toBeUndefined()
    expect(cloud.account().objects(kinds.natGateway)).toEqual([])
  })

  test('a refusal that passes is waited for', async () => {
    const cloud = await simulatedCloud({ patienceMs: 2000 })
    const aws = direct(cloud)
    const { subnets } = await sampleNetwork(aws)
    const [subnet] = subnets
    if (!subnet) throw new Error('there are two')
    const card = cloud.account().make('eu-west-1', kinds.networkInterface, { subnetId: subnet.id })

    const removing = aws.remove(subnet)
    await delay(100)
    cloud.account().remove(card)

    await removing
  })
})

describe('too many calls', () => {
  test('are slowed down, and refused in the end', async () => {
    const cloud = await simulatedCloud({ callsPerSecond: { EC2: 0 } })

    await expect(direct(cloud).create(kinds.vpc, 'vpc', range)).rejects.toThrow(
      'api error Throttling: Rate exceeded',
    )
  })

  test('pass when there are fewer', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    cloud.fail({ verb: 'create', effect: 'throttle', times: 5 })

    await aws.create(kinds.vpc, 'vpc', range)

    expect(cloud.account().objects(kinds.vpc)).toHaveLength(1)
  })
})
