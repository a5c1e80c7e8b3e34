import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { sampleNetwork } from './sample-network.ts'

const region = 'eu-west-1'

describe('by hand', () => {
  test('something is made by the same rules, and found by an import', async () => {
    const cloud = await simulatedCloud()
    const made = cloud.account().make(region, kinds.vpc, { cidrBlock: '10.1.0.0/16', tags: { Name: 'old' } })

    expect((await direct(cloud).load(kinds.vpc, made.id))?.inputs).toMatchObject({ cidrBlock: '10.1.0.0/16' })
    expect(() =>
      cloud.account().make(region, kinds.subnet, { vpcId: made.id, cidrBlock: '10.9.0.0/24' }),
    ).toThrow('The CIDR')
  })

  test('something is changed: a refresh sees it, and the next deployment takes it back', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const inputs = { cidrBlock: '10.1.0.0/16', enableDnsHostnames: true }
    const vpc = await aws.create(kinds.vpc, 'vpc', inputs)
    const [object] = cloud.account().objects(kinds.vpc)
    if (!object) throw new Error('it is there')

    cloud.account().change(object, { enableDnsHostnames: false })

    const refreshed = await aws.refresh(vpc)
    expect(refreshed?.outputs['enableDnsHostnames']).toBe(false)
    expect(refreshed && aws.diff(refreshed, inputs).changes).toEqual([
      { path: 'enableDnsHostnames', kind: 'update', replaces: false },
    ])
  })

  test('something is deleted: a refresh finds it gone', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.1.0.0/16' })
    const [object] = cloud.account().objects(kinds.vpc)
    if (!object) throw new Error('it is there')

    cloud.account().remove(object)

    expect(await aws.refresh(vpc)).toBeUndefined()
  })

  test('a volume and a load balancer are there as a cluster would have made them', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    const { subnets } = await sampleNetwork(aws)
    const account = cloud.account()
    const tags = { 'kubernetes.io/created-for/pvc/namespace': 'zenml' }
    const volume = account.make(region, kinds.volume, { size: 10, tags })
    const inputs = {
      name: 'k8s',
      loadBalancerType: 'network',
      subnets: [subnets[0]?.id],
      tags: { 'kubernetes.io/cluster/zen': 'owned' },
    }
    account.make(region, kinds.loadBalancer, inputs)

    expect((await aws.ask('aws:ebs/getEbsVolumes:getEbsVolumes', { tags }))['ids']).toEqual([volume.id])
    expect((await aws.ask('aws:lb/getLbs:getLbs', { tags: inputs.tags }))['arns']).toHaveLength(1)
  })
})

describe('orphans', () => {
  test('are all that would be billed, by a tag and without one', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud, { config: { defaultTags: { tags: { 'zen:deployment': 'a' } } } })
    const eip = await aws.create(kinds.eip, 'eip', {})
    cloud.account().make(region, kinds.volume, { size: 10 })

    expect(
      cloud
        .account()
        .orphans()
        .map(({ type }) => type),
    ).toEqual([kinds.volume, kinds.eip])
    expect(cloud.account().orphans({ key: 'zen:deployment', value: 'a' })).toEqual([
      { type: kinds.eip, id: eip.id, region, name: '', madeBy: 'pulumi' },
    ])
  })

  test('are none in an account that nobody used, and none after a clean end', async () => {
    const cloud = await simulatedCloud()
    const aws = direct(cloud)
    expect(cloud.account().orphans()).toEqual([])

    await aws.remove(await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.1.0.0/16' }))

    expect(cloud.account().orphans()).toEqual([])
  })
})
