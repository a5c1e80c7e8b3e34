import { describe, expect, it } from 'vitest'
import { estimate } from '../../../stacks/gcp/spec/estimate.ts'
import { gcpSpecOf } from '../../../stacks/gcp/spec/gcp-spec.ts'
import { customRole, neededPermissions } from '../../../stacks/gcp/spec/permissions.ts'
import { databasePrice, nodePrice } from '../../../stacks/gcp/spec/prices.ts'
import { places, specOf } from './gcp-requests.ts'

const monthly = (options = {}) => estimate(specOf({ region: 'us-central1', ...options }))

describe('what a deployment at Google Cloud costs', () => {
  it('is told by part, and adds up', () => {
    const { parts = [], monthlyUsd, minutes, asOf } = monthly()

    expect(parts.map(({ part }) => part)).toEqual(['network', 'cluster', 'database', 'server'])
    expect(parts.reduce((sum, part) => sum + part.monthlyUsd, 0)).toBeCloseTo(monthlyUsd, 1)
    expect(monthlyUsd).toBeGreaterThan(95)
    expect(monthlyUsd).toBeLessThan(115)
    expect(minutes).toBe(16)
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('is more with more, and elsewhere', () => {
    const dollars = (options = {}) => monthly(options).monthlyUsd

    expect(dollars({ preset: 'production' })).toBeGreaterThan(dollars() * 2)
    expect(dollars({ nodes: 2 }) - dollars()).toBeCloseTo(54.9, 0)
    expect(dollars({ region: 'europe-west3' })).toBeGreaterThan(dollars())
    expect(dollars({ region: 'mars-north1' })).toBeGreaterThan(dollars())
    expect(dollars({ database: 'in-cluster', expose: 'none' })).toBeLessThan(60)
    expect(monthly(places['a cluster that is there']).parts?.map(({ part }) => part)).toEqual([
      'database',
      'server',
    ])
  })

  it('is not known for everything', () => {
    expect(monthly({ 'node-type': 'x9-standard-4', 'database-class': 'db-n1-standard-2' }).unpriced).toEqual([
      '--node-type x9-standard-4',
      '--database-class db-n1-standard-2',
    ])
    expect(nodePrice('e2-standard-2')).toBeCloseTo(0.067, 3)
    expect(databasePrice('db-custom-1-3840')).toBeCloseTo(0.0676, 3)
  })
})

describe('permissions', () => {
  const needed = (options = {}) => neededPermissions(gcpSpecOf(specOf(options)))

  it('are asked for exactly what is made', () => {
    expect(needed()).toEqual(
      expect.arrayContaining([
        'compute.networks.create',
        'container.clusters.create',
        'cloudsql.instances.create',
      ]),
    )
    const inExisting = needed(places['a cluster that is there'])
    expect(inExisting.filter((one) => /clusters\.create|networks\.create|iam\./.test(one))).toEqual([])
    expect(needed({ database: 'in-cluster' }).filter((one) => /cloudsql|addPeering/.test(one))).toEqual([])
    expect(needed({ expose: 'none' }).filter((one) => one.startsWith('compute.addresses'))).toEqual([])
  })

  it('are all in the role', () => {
    const role = customRole().split('\n')

    expect(needed().filter((one) => !role.includes(`- ${one}`))).toEqual([])
    expect(role.filter((line) => line.includes('*'))).toEqual([])
  })
})
