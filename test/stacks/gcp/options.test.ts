/** What a person may say about a deployment at Google Cloud, and what zen answers. */
import { describe, expect, it } from 'vitest'
import { blocksOf } from '../../../stacks/gcp/network.ts'
import { fixed } from '../../../stacks/gcp/spec/immutable.ts'
import { labelOf, tagsProblem } from '../../../stacks/gcp/spec/labels.ts'
import { accountId, clusterName, resourceName } from '../../../stacks/gcp/spec/names.ts'
import { settledOf, settledOptions } from '../../../stacks/gcp/spec/settled.ts'
import { overlap, parseCidr } from '../../../stacks/shared/spec/cidr.ts'
import { problemsOfChange } from '../../../stacks/shared/spec/immutable.ts'
import { answerTo, longestName, problemsOf, specOf } from './gcp-requests.ts'

describe('options', () => {
  it('a project and a region are enough, and the environment may say them', () => {
    expect(problemsOf({})).toEqual([])
    const env = { GOOGLE_CLOUD_PROJECT: 'team-tools-1', CLOUDSDK_COMPUTE_REGION: 'us-east1' }
    expect(answerTo({}, {}, env)).toMatchObject({
      problems: [],
      values: { project: 'team-tools-1', region: 'us-east1', network: 'new', preset: 'small' },
    })
  })

  it.each([
    [{ project: 'Team Tools' }, '--project must be the id of a project'],
    [{ project: '471112471112' }, '--project must be the id of a project'],
    [{ region: 'europe-west1-b' }, '--region must be a region, such as europe-west1, and not a zone of one'],
    [{ region: 'eu' }, '--region must be the name of a region'],
    [{ network: 'Main' }, '--network must be new, or the name of a network'],
    [{ 'network-cidr': '10.0.0.0/8' }, '--network-cidr must be a block of private addresses'],
    [{ 'network-cidr': '172.17.0.0/16' }, '--network-cidr must not be 172.17.0.0/16'],
    [{ 'node-type': 't2a-standard-2' }, '--node-type must have an Intel or AMD processor'],
    [{ 'node-type': 'e2-small' }, '--node-type must have two processors at least'],
    [{ 'node-type': 'huge' }, '--node-type must be the name of a machine type'],
    [{ 'database-class': 'db-perf-optimized-N-2' }, '--database-class must be one of the edition Enterprise'],
    [{ 'database-class': 'db-custom-3-7680' }, '--database-class must have 1 processor or an even number'],
    [{ 'database-class': 'large' }, '--database-class must be a machine of Cloud SQL'],
    [{ 'database-storage': 5 }, '--database-storage must be a whole number from 10'],
    [{ 'kubernetes-version': '1.34.3' }, '--kubernetes-version must be a version such as 1.34'],
    [{ 'allow-cidr': ['home'] }, '--allow-cidr must be blocks of addresses'],
    [
      { 'admin-principal': ['anna@example.com'] },
      '--admin-principal must be user:, group: or serviceAccount:',
    ],
    [{ tag: ['Team=ml'] }, '--tag must have small letters'],
    [{ expose: 'ingress', domain: 'a.b', 'tls-secret': 'x' }, '--expose ingress needs --cluster'],
    [{ cluster: 'main', nodes: 2 }, '--nodes goes with a new cluster'],
    [{ subnetwork: 'main' }, '--subnetwork goes with --network NAME'],
    [{ network: 'main', 'network-cidr': '10.0.0.0/16' }, '--network-cidr goes with --network new'],
  ])('%j: %s', (given, problem) => {
    expect(problemsOf(given).join()).toContain(problem)
  })

  it.each(['db-g1-small', 'db-custom-1-3840', 'db-custom-4-16384', 'db-n1-standard-2'])(
    '%s is a database',
    (tier) => {
      expect(problemsOf({ 'database-class': tier })).toEqual([])
    },
  )
})

describe('a deployment that is there', () => {
  it.each([
    [
      { region: 'us-east1' },
      '"team" was made with --region europe-west1 and can\'t go on with --region us-east1',
    ],
    [{ project: 'other-project' }, "can't go on with --project other-project"],
    [{ network: 'main' }, "was made with --network new and can't go on with --network main"],
    [{ cluster: 'main' }, "was made with no --cluster and can't go on with --cluster main"],
  ])('can not become another one: %j', (after, problem) => {
    expect(problemsOfChange(specOf(after), specOf(), fixed).join()).toContain(problem)
  })

  it('may change its sizes', () => {
    expect(problemsOfChange(specOf({ preset: 'production', nodes: 4 }), specOf(), fixed)).toEqual([])
  })
})

describe('names', () => {
  it('stay inside every limit, and are different for different deployments', () => {
    expect(clusterName(longestName).length).toBeLessThanOrEqual(40)
    expect(resourceName(longestName, 'databases').length).toBeLessThanOrEqual(63)
    expect(accountId(longestName, 'nodes')).toMatch(/^zen-[a-z0-9-]{1,25}[a-z0-9]$/)
    expect(accountId(longestName, 'nodes')).not.toBe(accountId(longestName.replace(/n$/, 'm'), 'nodes'))
    expect(accountId('a', 'nodes')).toBe('zen-a-nodes')
  })
})

describe('addresses of a new network', () => {
  it.each(['10.42.0.0/16', '192.168.16.0/20'])('%s has room for all blocks, beside each other', (cidr) => {
    const blocks = Object.values(blocksOf(cidr)).flatMap((text) => parseCidr(text) ?? [])

    expect(blocks).toHaveLength(4)
    for (const [at, block] of blocks.entries())
      for (const other of blocks.slice(at + 1)) expect(overlap(block, other)).toBe(false)
    const whole = parseCidr(cidr)
    for (const block of blocks) expect(whole && overlap(whole, block)).toBe(true)
  })
})

describe('labels', () => {
  it('say who deployed as far as labels can', () => {
    expect(labelOf('Anna.B@Example.com')).toBe('anna_b_example_com')
    expect(labelOf(`${'a'.repeat(70)}@b.c`)).toHaveLength(63)
  })

  it.each([['zen-x=y'], ['goog-x=y'], ['1=x'], ['k=a b'], [`${'k'.repeat(64)}=x`], ['k']])(
    '%s is none',
    (tag) => {
      expect(tagsProblem([tag])).toMatch(/^must /)
    },
  )
})

it('what was found out once can be read again', () => {
  const known = {
    ...{ deployers: ['a@b.c'], zones: ['z-b', 'z-c'], location: 'z-b', network: 'n', subnetwork: 's' },
  }

  expect(settledOf(settledOptions(known))).toEqual(known)
  expect(settledOf({})).toEqual({ deployers: [], zones: [] })
})
