/** What is found out once about a deployment in a cluster, and must stay so. */
import { describe, expect, it } from 'vitest'
import type { OptionValues, Spec } from '../../stacks/contract.ts'
import type { Surroundings } from '../../stacks/program-contract.ts'
import { makesNamespace, namespaceLabels, settle } from '../../stacks/settle.ts'

const spec = (options: OptionValues = {}): Spec => ({ name: 'team', provider: 'kubernetes', options })
const surroundings = (rest: Partial<Surroundings> = {}): Surroundings => ({
  ...{ context: 'prod', clusterId: 'one', secrets: {} },
  ...rest,
})
/** As an earlier run left it. */
const stored = (rest: Partial<Surroundings> = {}, options: OptionValues = {}) =>
  settle(spec(options), surroundings(rest)).spec

describe('a settled spec', () => {
  it('knows context, cluster and kubeconfig for ever', () => {
    const { options } = stored({ kubeconfig: '/home/ada/config' }, { replicas: 2 })

    expect(options).toMatchObject({
      ...{ context: 'prod', 'cluster-id': 'one', kubeconfig: '/home/ada/config', replicas: 2 },
    })
  })

  it('says the same when it is settled again', () => {
    const first = stored()
    const again = settle(first, surroundings({ stored: first, namespaceLabels: namespaceLabels(first) }))

    expect(again).toEqual({ spec: first, problems: [] })
  })
})

describe('a namespace', () => {
  it.each([
    ['that is not there is made', {}, true],
    ['of somebody else is used', { namespaceLabels: { team: 'ml' } }, false],
    ['that a lost run of zen made is taken over', { namespaceLabels: namespaceLabels(spec()) }, true],
    [
      'that zen made for another deployment is used',
      { namespaceLabels: namespaceLabels({ ...spec(), name: 'other' }) },
      false,
    ],
  ])('%s', (_what, seen, isMade) => {
    expect(makesNamespace(stored(seen, { namespace: 'ours' }))).toBe(isMade)
  })

  it('keeps its owner whatever becomes of its labels, as long as it is there', () => {
    const made = stored()
    const used = stored({ namespaceLabels: {} })

    const again = (before: Spec, labels?: Readonly<Record<string, string>>) =>
      makesNamespace(
        settle(spec(), surroundings({ stored: before, ...(labels ? { namespaceLabels: labels } : {}) })).spec,
      )
    expect(again(made, {})).toBe(true)
    expect(again(used, namespaceLabels(spec()))).toBe(false)
    expect(again(used)).toBe(true)
  })
})

describe('a deployment', () => {
  it('moves to no other namespace', () => {
    const { problems } = settle(
      spec({ namespace: 'b' }),
      surroundings({ stored: stored({}, { namespace: 'a' }) }),
    )

    expect(problems).toEqual([`"team" is in the namespace a and can't move to b: choose another --name`])
  })

  it.each([
    ['another cluster of the same name', { clusterId: 'two' }, {}, true],
    ['the same cluster under another name', { context: 'production' }, {}, false],
    ['another name, where clusters look alike', { context: 'production' }, { clusterId: '' }, true],
    ['the same name, where clusters look alike', {}, { clusterId: '' }, false],
  ])('moves to no other cluster: %s', (_what, now, before, isRefused) => {
    const earlier = settle(spec(), withoutId(surroundings(before))).spec
    const { problems } = settle(spec(), withoutId(surroundings({ ...before, ...now, stored: earlier })))

    expect(problems.length > 0).toBe(isRefused)
    if (isRefused) expect(problems[0]).toContain('leads to another one: choose another --name')
  })

  it('of another provider had the name before', () => {
    const other = { ...stored({}, { namespace: 'a' }), provider: 'aws' }

    expect(settle(spec(), surroundings({ stored: other })).problems).toEqual([])
  })
})

it('a database elsewhere needs its password, given now or earlier', () => {
  const given = spec({ database: 'mysql://u@db.example.com/zenml' })

  expect(settle(given, surroundings()).problems).toEqual([
    'The password for the database is missing: give ZEN_DATABASE_PASSWORD, or --database-password-file with a file that holds it',
  ])
  expect(settle(given, surroundings({ secrets: { 'database-password': 'x' } })).problems).toEqual([])
})

/** As for somebody who may not look at `kube-system`. */
function withoutId({ clusterId, ...rest }: Surroundings): Surroundings {
  return clusterId ? { ...rest, clusterId } : rest
}
