import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct, keysOf } from './direct.ts'
import { databaseInputs, sampleNetwork } from './sample-network.ts'

const range = { cidrBlock: '10.42.0.0/16' }

describe('a resource', () => {
  test('gets an id and outputs of the shape the real cloud gives', async () => {
    const aws = direct(await simulatedCloud())

    const { id, outputs } = await aws.create(kinds.vpc, 'vpc', range)

    expect(id).toMatch(/^vpc-[0-9a-f]{17}$/)
    expect(outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:111111111111:vpc/${id}`,
      defaultSecurityGroupId: expect.stringMatching(/^sg-/),
      enableDnsSupport: true,
    })
  })

  test('is found again as it is, also by an import that knows its id alone', async () => {
    const aws = direct(await simulatedCloud())
    const vpc = await aws.create(kinds.vpc, 'vpc', { ...range, tags: { Name: 'zen' } })

    const refreshed = await aws.refresh(vpc)
    const imported = await aws.load(kinds.vpc, vpc.id)

    expect(refreshed?.outputs).toEqual(vpc.outputs)
    expect(aws.diff(vpc, { ...range, tags: { Name: 'zen' } }).changes).toEqual([])
    expect(imported?.inputs).toMatchObject({ ...range, tags: { Name: 'zen' } })
  })

  test('that nobody made is not found', async () => {
    const aws = direct(await simulatedCloud())

    expect(await aws.load(kinds.vpc, 'vpc-0')).toBeUndefined()
  })

  test('can be deleted twice', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const vpc = await aws.create(kinds.vpc, 'vpc', range)

    await aws.remove(vpc)
    await aws.remove(vpc)

    expect(cloud.account().objects()).toEqual([])
    expect(await aws.refresh(vpc)).toBeUndefined()
  })

  test('carries the tags of its provider and its own', async () => {
    const config = { defaultTags: { tags: { team: 'a', stage: 'b' } } }
    const aws = direct(await simulatedCloud(), { config })

    const { outputs } = await aws.create(kinds.vpc, 'vpc', { ...range, tags: { stage: 'c' } })

    expect(outputs).toMatchObject({ tags: { stage: 'c' }, tagsAll: { team: 'a', stage: 'c' } })
  })

  test('of a type that no table has is an error which says where to describe it', async () => {
    const aws = direct(await simulatedCloud())

    await expect(aws.create('aws:s3/bucket:Bucket', 'bucket', {})).rejects.toThrow(
      'no type aws:s3/bucket:Bucket. Describe it in a table in test/cloud/aws',
    )
    await expect(() => aws.ask('aws:s3/getBucket:getBucket')).toThrow(
      'no function aws:s3/getBucket:getBucket',
    )
  })
})

describe('a name', () => {
  test('is made up where a program gives none, and stays', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)

    const group = await aws.create(kinds.securityGroup, 'front', { vpcId: vpc.id })

    expect(group.outputs['name']).toMatch(/^front-[0-9a-f]{7}$/)
    expect(aws.diff(group, { vpcId: vpc.id }).changes).toEqual([])
  })

  test('that was made up lets old and new stand side by side; a given one does not', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)
    const [free, fixed] = [{ vpcId: vpc.id }, { vpcId: vpc.id, name: 'front' }]
    const one = await aws.create(kinds.securityGroup, 'one', free)
    const other = await aws.create(kinds.securityGroup, 'other', fixed)

    expect(aws.diff(one, { ...free, description: 'new' }).deleteBeforeReplace).toBe(false)
    expect(aws.diff(other, { ...fixed, description: 'new' }).deleteBeforeReplace).toBe(true)
  })

  test('that is taken is refused as the real cloud does', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)
    await aws.create(kinds.securityGroup, 'front', { vpcId: vpc.id, name: 'front' })

    await expect(aws.create(kinds.securityGroup, 'again', { vpcId: vpc.id, name: 'front' })).rejects.toThrow(
      `api error InvalidGroup.Duplicate: The security group 'front' already exists for VPC '${vpc.id}'`,
    )
  })
})

describe('a change', () => {
  test('is an update or a replacement, property by property', async () => {
    const aws = direct(await simulatedCloud())
    const net = await sampleNetwork(aws)
    const inputs = await databaseInputs(aws, net)
    const database = await aws.create(kinds.databaseInstance, 'db', inputs)

    expect(aws.diff(database, { ...inputs, instanceClass: 'db.t4g.medium' }).changes).toEqual([
      { path: 'instanceClass', kind: 'update', replaces: false },
    ])
    expect(aws.diff(database, { ...inputs, username: 'other' })).toEqual({
      changes: [{ path: 'username', kind: 'update', replaces: true }],
      deleteBeforeReplace: true,
    })
  })

  test('is none where a program leaves to the cloud what the cloud has settled', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)
    const inputs = { vpcId: vpc.id, cidrBlock: '10.42.9.0/24' }
    const subnet = await aws.create(kinds.subnet, 'more', inputs)
    const availabilityZone = subnet.outputs['availabilityZone']

    expect(aws.diff(subnet, { ...inputs, availabilityZone }).changes).toEqual([])
    expect(aws.diff({ ...subnet, inputs: { ...subnet.inputs, availabilityZone } }, inputs).changes).toEqual(
      [],
    )
  })

  test('says where in a list and in an object it is', async () => {
    const aws = direct(await simulatedCloud())
    const parameter = (value: string) => ({ name: 'require_secure_transport', value })
    const inputs = { name: 'p', family: 'mysql8.4', parameters: [parameter('1')] }
    const group = await aws.create(kinds.parameterGroup, 'p', inputs)

    const { changes } = aws.diff(group, { ...inputs, parameters: [parameter('0')] })

    expect(changes).toEqual([{ path: 'parameters[0].value', kind: 'update', replaces: false }])
  })

  test('of what is gone fails with the advice to refresh', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const vpc = await aws.create(kinds.vpc, 'vpc', range)
    for (const object of cloud.account().objects(kinds.vpc)) cloud.account().remove(object)

    await expect(aws.update(vpc, { ...range, enableDnsHostnames: true })).rejects.toThrow('pulumi refresh')
  })
})

describe('accounts and regions', () => {
  test('are kept apart', async () => {
    const stranger = {
      credentials: { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'nothing' },
      ...{ account: '222222222222', principal: 'arn:aws:iam::222222222222:user/stranger' },
    }
    const cloud = await simulatedCloud()
    cloud.set({ identities: [...cloud.world.settings().identities, stranger] })
    const here = direct(cloud)
    const there = direct(cloud, { config: { region: 'us-east-1' } })
    const vpc = await here.create(kinds.vpc, 'vpc', range)

    expect(await there.load(kinds.vpc, vpc.id)).toBeUndefined()
    expect(await direct(cloud, { config: keysOf(stranger) }).load(kinds.vpc, vpc.id)).toBeUndefined()
    expect(cloud.account('222222222222').objects()).toEqual([])
    expect(await here.load(kinds.vpc, vpc.id)).toBeDefined()
  })

  test('have one set of roles for all regions', async () => {
    const cloud = await simulatedCloud()
    const role = {
      name: 'r',
      assumeRolePolicy: '{"Statement":[{"Principal":{"Service":"ec2.amazonaws.com"}}]}',
    }
    await direct(cloud).create(kinds.role, 'r', role)

    await expect(
      direct(cloud, { config: { region: 'us-east-1' } }).create(kinds.role, 'r', role),
    ).rejects.toThrow('EntityAlreadyExists: Role with name r already exists.')
  })
})
