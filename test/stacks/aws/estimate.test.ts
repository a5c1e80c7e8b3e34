import { describe, expect, it } from 'vitest'
import { estimate } from '../../../stacks/aws/spec/estimate.ts'
import { partOf } from '../../../stacks/aws/spec/part-of.ts'
import { places, specOf } from './aws-requests.ts'
import { mockedRun } from './mocked-aws.ts'

const in1 = (options = {}) => estimate(specOf({ region: 'us-east-1', ...options }))

describe('an estimate', () => {
  it('of the small preset in us-east-1 is this', () => {
    expect(in1()).toEqual({
      ...{ minutes: 19, monthlyUsd: 219.98, asOf: '2026-07-01' },
      parts: [
        { part: 'network', minutes: 3, monthlyUsd: 36.5 },
        { part: 'cluster', minutes: 14, monthlyUsd: 137.74 },
        { part: 'database', minutes: 7, monthlyUsd: 25.66 },
        { part: 'server', minutes: 4, monthlyUsd: 20.08 },
      ],
    })
  })

  it('of the production preset in us-east-1 is this', () => {
    expect(in1({ preset: 'production' })).toMatchObject({ minutes: 19, monthlyUsd: 405.6 })
  })

  it('is higher where things cost more, and knows regions that are newer than its table', () => {
    expect(estimate(specOf({ region: 'eu-central-1' })).monthlyUsd).toBe(240.93)
    expect(estimate(specOf({ region: 'eu-west-9' })).monthlyUsd).toBeGreaterThan(219.98)
  })

  it.each([
    ['a VPC that is there', ['cluster', 'database', 'server']],
    ['a cluster that is there', ['database', 'server']],
  ])('leaves out %s', (place, parts) => {
    expect(in1(places[place]).parts?.map(({ part }) => part)).toEqual(parts)
  })

  it('leaves out a database that is elsewhere, and a load balancer that nobody wants', () => {
    const { parts = [] } = in1({ database: 'in-cluster', expose: 'none' })

    expect(parts.map(({ part }) => part)).toEqual(['network', 'cluster', 'server'])
    expect(parts.at(-1)?.monthlyUsd).toBe(0)
  })

  it('follows the sizes that somebody chose, and says what it has no price for', () => {
    expect(in1({ 'node-type': 't3.xlarge' }).monthlyUsd).toBeCloseTo(219.98 + 60.74, 1)
    expect(in1({ 'node-type': 'x9z.huge', 'database-class': 'db.z9.large' }).unpriced).toEqual([
      '--node-type x9z.huge',
      '--database-class db.z9.large',
    ])
  })
})

it('every resource belongs to a part', async () => {
  const { resources } = await mockedRun(specOf({ 'control-plane-logs': true }))
  const typesIn = (part: string) =>
    resources.flatMap(({ type, name }) => (partOf(type, name) === part ? [type] : [])).toSorted()

  expect(typesIn('network').filter((type) => !/^(aws:ec2|pulumi)/.test(type))).toEqual([])
  expect(typesIn('database')).toEqual([
    'aws:ec2/securityGroup:SecurityGroup',
    'aws:rds/instance:Instance',
    'aws:rds/parameterGroup:ParameterGroup',
    'aws:rds/subnetGroup:SubnetGroup',
    'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    ...Array.from({ length: 3 }, () => 'pulumi:index:Stash'),
  ])
  expect(typesIn('cluster').length).toBeGreaterThan(15)
  expect(typesIn('server').length).toBeGreaterThan(10)
})
