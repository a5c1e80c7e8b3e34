/** What AWS answers when a program or a preflight asks. */
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

describe('what AWS offers', () => {
  test('regions, zones, sizes and versions', async () => {
    const aws = direct(await simulatedCloud())
    const locationType = 'availability-zone'
    const filters = [{ name: 'instance-type', values: ['t3.large'] }]

    expect((await aws.ask('aws:index/getRegions:getRegions'))['names']).not.toContain('eu-south-1')
    expect(
      await aws.ask('aws:index/getAvailabilityZones:getAvailabilityZones', { state: 'available' }),
    ).toMatchObject({
      names: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      zoneIds: ['euw1-az1', 'euw1-az2', 'euw1-az3'],
    })
    expect(
      await aws.ask('aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings', { locationType, filters }),
    ).toMatchObject({ locations: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] })
    expect(
      await aws.ask('aws:eks/getClusterVersions:getClusterVersions', { defaultOnly: true }),
    ).toMatchObject({
      clusterVersions: [{ clusterVersion: '1.34', defaultVersion: true }],
    })
    expect(
      await aws.ask('aws:rds/getEngineVersion:getEngineVersion', {
        engine: 'mysql',
        version: '8.4',
        latest: true,
      }),
    ).toMatchObject({ versionActual: '8.4.6', parameterGroupFamily: 'mysql8.4' })
  })

  test('sizes of databases, or a refusal', async () => {
    const aws = direct(await simulatedCloud())
    const ask = (preferredInstanceClasses: readonly string[]) =>
      aws.ask('aws:rds/getOrderableDbInstance:getOrderableDbInstance', {
        ...{ engine: 'mysql', engineVersion: '8.4', preferredInstanceClasses, storageType: 'gp3', vpc: true },
      })

    expect(await ask(['db.x9.none', 'db.t4g.small'])).toMatchObject({ instanceClass: 'db.t4g.small' })
    await expect(ask(['db.x9.none'])).rejects.toThrow(
      'invoking aws:rds/getOrderableDbInstance:getOrderableDbInstance: 1 error occurred:\n\t* no RDS DB Instance Classes match the criteria',
    )
  })

  test('quotas, as they are and as a test decides', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const ask = (serviceCode: string, quotaCode: string) =>
      aws.ask('aws:servicequotas/getServiceQuota:getServiceQuota', { serviceCode, quotaCode })
    cloud.set({ quotas: { 'L-1216C47A': 32 } })

    expect(await ask('vpc', 'L-F678F1CE')).toMatchObject({ value: 5, quotaName: 'VPCs per Region' })
    expect(await ask('ec2', 'L-1216C47A')).toMatchObject({ value: 32, defaultValue: 5 })
    await expect(ask('ec2', 'L-00000000')).rejects.toThrow('NoSuchResourceException')
  })
})

describe('what an account has', () => {
  test('a new one has a network in every region', async () => {
    const aws = direct(await simulatedCloud())

    expect((await aws.ask('aws:ec2/getVpcs:getVpcs'))['ids']).toHaveLength(1)
    expect(await aws.ask('aws:ec2/getVpc:getVpc', { default: true })).toMatchObject({
      cidrBlock: '172.31.0.0/16',
    })
  })

  test('is listed by kind, narrowed by filters and tags', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)
    const tagged = await aws.create(kinds.eip, 'eip', { tags: { 'zen:deployment': 'a' } })
    await aws.create(kinds.eip, 'other', {})
    const inVpc = { filters: [{ name: 'vpc-id', values: [vpc.id] }] }

    expect((await aws.ask('aws:ec2/getSubnets:getSubnets', inVpc))['ids']).toHaveLength(2)
    expect(
      (await aws.ask('aws:ec2/getEips:getEips', { tags: { 'zen:deployment': 'a' } }))['allocationIds'],
    ).toEqual([tagged.id])
    await expect(
      aws.ask('aws:ec2/getVpcs:getVpcs', { filters: [{ name: 'colour', values: ['red'] }] }),
    ).rejects.toThrow("The filter 'colour' is invalid")
  })

  test('one of a kind, if it is one', async () => {
    const aws = direct(await simulatedCloud())
    const { vpc } = await sampleNetwork(aws)
    const filters = [{ name: 'vpc-id', values: [vpc.id] }]

    expect(await aws.ask('aws:ec2/getVpc:getVpc', { id: vpc.id })).toMatchObject({
      ...{ id: vpc.id, cidrBlock: '10.42.0.0/16', tags: {} },
      cidrBlockAssociations: [{ cidrBlock: '10.42.0.0/16', state: 'associated' }],
    })
    await expect(aws.ask('aws:ec2/getVpc:getVpc', { id: 'vpc-0' })).rejects.toThrow(
      'no matching EC2 VPC found',
    )
    await expect(aws.ask('aws:ec2/getSubnet:getSubnet', { filters })).rejects.toThrow(
      'multiple EC2 Subnets matched',
    )
  })

  test('what a cluster made in its course: interfaces, groups, logs', async () => {
    const aws = direct(await simulatedCloud())
    const sample = await sampleCluster(aws, { enabledClusterLogTypes: ['api'] })
    await aws.create(kinds.nodeGroup, 'n', nodeGroupInputs(sample))
    const filters = [{ name: 'vpc-id', values: [sample.vpc.id] }]

    expect(
      (await aws.ask('aws:ec2/getNetworkInterfaces:getNetworkInterfaces', { filters }))['ids'],
    ).toHaveLength(3)
    expect((await aws.ask('aws:ec2/getSecurityGroups:getSecurityGroups', { filters }))['ids']).toHaveLength(2)
    expect(
      await aws.ask('aws:cloudwatch/getLogGroups:getLogGroups', { logGroupNamePrefix: '/aws/eks/zen' }),
    ).toMatchObject({
      logGroupNames: ['/aws/eks/zen/cluster'],
    })
  })

  test('clusters, and keys to them that differ each time', async () => {
    const aws = direct(await simulatedCloud())
    await sampleCluster(aws)
    const auth = () => aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'zen' })

    expect((await aws.ask('aws:eks/getClusters:getClusters'))['names']).toEqual(['zen'])
    expect(await aws.ask('aws:eks/getCluster:getCluster', { name: 'zen' })).toMatchObject({
      ...{
        status: 'ACTIVE',
        endpoint: expect.stringMatching(/^https:\/\/[0-9A-F]{32}\.gr7\.eu-west-1\.eks\.amazonaws\.com$/),
      },
      certificateAuthorities: [{ data: expect.any(String) }],
      vpcConfig: { clusterSecurityGroupId: expect.stringMatching(/^sg-/) },
    })
    const { token } = await auth()
    await expect.poll(async () => (await auth())['token']).not.toBe(token)
    await expect(aws.ask('aws:eks/getCluster:getCluster', { name: 'other' })).rejects.toThrow(
      "couldn't find resource",
    )
    expect(await aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'other' })).toMatchObject({
      name: 'other',
    })
  })

  test('databases, snapshots and roles', async () => {
    const aws = direct(await simulatedCloud())
    const inputs = { ...(await databaseInputs(aws, await sampleNetwork(aws))), skipFinalSnapshot: false }
    const database = await aws.create(kinds.databaseInstance, 'db', {
      ...inputs,
      finalSnapshotIdentifier: 'last',
    })
    await sampleRole(aws, 'zen-cluster', 'eks.amazonaws.com')

    expect((await aws.ask('aws:rds/getInstances:getInstances'))['instanceIdentifiers']).toEqual(['zen'])
    await aws.remove(database)
    const asked = { dbInstanceIdentifier: 'zen', snapshotType: 'manual' }
    expect(await aws.ask('aws:rds/getSnapshots:getSnapshots', asked)).toMatchObject({
      snapshots: [{ dbSnapshotIdentifier: 'last' }],
    })
    expect((await aws.ask('aws:iam/getRoles:getRoles', { nameRegex: '^zen-' }))['names']).toEqual([
      'zen-cluster',
    ])
  })

  test('what carries a tag, but for roles', async () => {
    const aws = direct(await simulatedCloud(), {
      config: { defaultTags: { tags: { 'zen:deployment': 'a' } } },
    })
    const { vpc } = await sampleNetwork(aws)
    await sampleRole(aws, 'zen', 'eks.amazonaws.com')
    const tagFilters = [{ key: 'zen:deployment', values: ['a'] }]

    const answer = JSON.stringify(
      await aws.ask('aws:resourcegroupstaggingapi/getResources:getResources', { tagFilters }),
    )

    expect(answer).toContain(`vpc/${vpc.id}`)
    expect(answer).not.toContain(':role/')
  })
})
