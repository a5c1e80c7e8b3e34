/** What a person can decide about a deployment at Azure, and what is refused before anything happens. */
import { describe, expect, it } from 'vitest'
import { tagsProblem } from '../../../stacks/azure/spec/tags.ts'
import { answerTo, problemsOf, specOf, subnets } from './azure-requests.ts'

describe('options', () => {
  it('have usual values that need nobody', () => {
    expect(problemsOf({})).toEqual([])
    expect(specOf().options).toMatchObject({
      ...{ region: 'westeurope', preset: 'small', database: 'managed', expose: 'load-balancer' },
      'node-subnet-id': 'new',
    })
  })

  it('take region and subscription from where the tools of Azure have them', () => {
    const env = {
      AZURE_DEFAULTS_LOCATION: 'uksouth',
      ARM_SUBSCRIPTION_ID: '11111111-2222-4333-8444-555555555555',
    }

    expect(answerTo({}, {}, env).values).toMatchObject({
      ...{ region: 'uksouth', subscription: env.ARM_SUBSCRIPTION_ID },
    })
  })

  it.each([
    [{ region: 'West Europe' }, 'region'],
    [{ subscription: 'mine' }, 'must be an id'],
    [{ 'node-type': 't3.large' }, 'must be the name of a size'],
    [{ 'node-type': 'Standard_D2ps_v5' }, 'Intel or AMD'],
    [{ 'database-class': 'db.t3.micro' }, 'must be a size'],
    [{ 'database-storage': 5 }, 'from 20 to 16384'],
    [{ 'vnet-cidr': '8.8.0.0/16' }, 'private addresses'],
    [{ 'vnet-cidr': '10.42.0.0/24' }, 'from /16 to /20'],
    [{ 'vnet-cidr': '172.30.0.0/16' }, 'AKS keeps for itself'],
    [{ 'node-subnet-id': 'default' }, 'must be new, or the id'],
    [{ 'node-subnet-id': subnets.nodes }, 'needs --database-subnet-id'],
    [{ cluster: 'main' }, '--cluster main needs --database-subnet-id'],
    [{ cluster: 'a/b/c' }, 'GROUP/NAME'],
    [
      { 'node-subnet-id': subnets.nodes, 'database-subnet-id': subnets.database.replace('main', 'other') },
      'in the same network',
    ],
    [{ nodes: 3, 'max-nodes': 2 }, '--max-nodes 2 is less than --nodes 3'],
    [{ cluster: 'main', database: 'in-cluster', nodes: 2 }, '--nodes'],
    [{ tag: ['zen-team=x'] }, 'must not use keys'],
  ])('%j is refused', (given, words) => {
    expect(problemsOf(given)).toEqual([expect.stringContaining(words)])
  })

  it.each([
    { 'node-subnet-id': subnets.nodes, 'database-subnet-id': subnets.database },
    { cluster: 'shared/main', database: 'in-cluster' },
    { 'node-subnet-id': subnets.nodes, database: 'in-cluster' },
    { nodes: 2, 'max-nodes': 2, tag: ['team=ml', 'cost.centre=4 711'] },
  ])('%j is fine', (given) => {
    expect(problemsOf(given)).toEqual([])
  })
})

describe('tags', () => {
  it.each(['=x', '1st=x', 'cost centre=x', `${'k'.repeat(129)}=x`, 'k=<x>', 'Microsoft.x=y'])(
    '%s is none',
    (tag) => {
      expect(tagsProblem([tag])).toMatch(/^must /)
    },
  )

  it('are few enough to leave room for ours', () => {
    expect(tagsProblem(Array.from({ length: 14 }, (_, at) => `k${at}=v`))).toMatch(/at most 13/)
  })
})
