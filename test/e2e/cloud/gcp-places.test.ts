/** Google Cloud, where something is there already: what of it is used, asked about, left, or taken away. */
import { describe, expect, test } from 'vitest'
import type { OptionValues } from '../../../stacks/contract.ts'
import { inquiries } from '../../../stacks/gcp/inquiries.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import * as kinds from '../../cloud/gcp/kinds.ts'
import { specOf } from '../../stacks/gcp/gcp-requests.ts'
import { gcpOn } from './gcp-deployment.ts'

/** All that is in a cluster depends on it. */
const namespaceUrn = 'urn:pulumi:guest::sample::kubernetes:core/v1:Namespace::namespace'
const fine = { failed: false, words: [] }

/** A project in which somebody has a deployment already. */
async function withHost(options: OptionValues = {}) {
  const place = await gcpOn(await simulatedCloud())
  const host = await place.engine.stack('host', place.made({ name: 'host', options }))
  expect(await host.up()).toMatchObject(fine)
  // APIs stay enabled, whoever has enabled them.
  const things = () => place.account.orphans().filter(({ type }) => type !== kinds.service).length
  return { ...place, host, things, before: things() }
}

describe('what is there', () => {
  test('a cluster of others is used, and left as it was', async () => {
    const { engine, made, ask, things, env, before } = await withHost()
    const spec = specOf({ cluster: 'zen-host' }, {}, 'guest')
    const preflight = await ask(() => inquiries.preflight({ spec, env }))
    expect(preflight?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(preflight?.settled).toMatchObject({
      'cluster-location': 'europe-west1-b',
      'found-network': 'projects/zen-test-471112/global/networks/zen-host-network',
    })

    const options = { cluster: 'zen-host', ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject(fine)
    expect((await guest.up()).changes).toMatchObject({ update: 1 })
    const there = specOf(options, {}, 'guest')
    expect(await ask(() => inquiries.place({ spec: there, env }))).toMatchObject({ namespace: 'zen-guest' })

    guest.become(made({ name: 'guest', options, part: 'data', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject(fine)
    expect(await guest.destroy()).toMatchObject(fine)
    expect(things()).toBe(before)
  })

  test('a network of others is used, and left as it was', async () => {
    const { engine, made, ask, account, things, env, before } = await withHost()
    const options = { network: 'zen-host-network' }
    const preflight = await ask(() => inquiries.preflight({ spec: specOf(options, {}, 'guest'), env }))
    expect(preflight?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(preflight?.settled).toMatchObject({ 'found-subnetwork': 'zen-host-nodes' })

    const settled = { ...options, ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options: settled }))
    expect(await guest.up()).toMatchObject(fine)
    expect(account.objects(kinds.network)).toHaveLength(1)

    guest.become(made({ name: 'guest', options: settled, part: 'cleared', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject({ failed: false })
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(things()).toBe(before)
  })

  test('a cluster that is gone by now leaves only what is elsewhere to be removed', async () => {
    const { engine, made, ask, account, env } = await withHost({ database: 'in-cluster' })
    const spec = specOf({ cluster: 'zen-host', database: 'in-cluster' }, {}, 'guest')
    const preflight = await ask(() => inquiries.preflight({ spec, env }))
    const options = { cluster: 'zen-host', database: 'in-cluster', ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject(fine)
    for (const cluster of account.objects(kinds.cluster))
      account.remove(account.change(cluster, { deletionProtection: false }))

    guest.become(made({ name: 'guest', options, part: 'data', leaving: 'delete', placeGone: true }))
    // The provider removes no release from a cluster that does not answer: whoever knows that it is gone forgets it.
    await guest.command('state', 'delete', '--yes', '--target-dependents', namespaceUrn)
    for (const rule of account.objects(kinds.forwardingRule)) account.remove(rule)
    const gone = await guest.up()
    expect(gone).toMatchObject(fine)
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(account.orphans({ key: 'zen-deployment', value: 'guest' })).toEqual([])
  })

  test('what GKE leaves in a network of ours goes before the network does', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('team', made())
    await stack.up()
    const network = 'projects/zen-test-471112/global/networks/zen-team-network'
    account.make('global', kinds.firewall, { name: 'k8s-fw-a0b1', network })
    account.make('global', kinds.endpointGroup, { name: 'k8s1-0a', zone: 'europe-west1-b', network })

    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject(fine)
    expect(account.orphans()).toEqual([])
  })
})

describe('questions', () => {
  test('find nothing in the way of a first deployment, all of it afterwards, and nothing once it is gone', async () => {
    const { engine, made, ask, env } = await gcpOn(await simulatedCloud())
    const spec = specOf()
    const first = await ask(() => inquiries.preflight({ spec, env }))
    expect(first).toMatchObject({ where: 'Google Cloud project zen-test-471112 in europe-west1' })
    expect(first?.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    expect(await ask(() => inquiries.remains({ spec, env }))).toEqual([])

    const stack = await engine.stack('team', made())
    await stack.up()
    const taken = await ask(() => inquiries.preflight({ spec, env }))
    expect(taken?.findings.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual([
      'gcp-names',
    ])
    const ours = await ask(() => inquiries.preflight({ spec, stored: spec, env }))
    expect(ours?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const found = (await ask(() => inquiries.remains({ spec, env }))) ?? []
    expect(found.map(({ type, name }) => `${type.split(':').at(-1)} ${name ?? ''}`.trim())).toEqual([
      ...['Address address', 'GlobalAddress databases', 'DatabaseInstance database', 'Disk'],
      ...[
        'Cluster cluster',
        'ForwardingRule',
        'Network network',
        'Router router',
        'Account nodes',
        'Subnetwork nodes',
      ],
    ])

    stack.become(made({ part: 'cleared', leaving: 'snapshot' }))
    await stack.up()
    await stack.destroy()
    expect(await ask(() => inquiries.remains({ spec, env }))).toEqual([
      expect.objectContaining({
        kept: true,
        words: expect.stringMatching(/^Cloud SQL backup zen-team-final-/),
      }),
    ])
  })

  test('say all that is wrong at once', async () => {
    const { ask, env } = await withHost()
    const failedIn = async (options: OptionValues) => {
      const preflight = await ask(() => inquiries.preflight({ spec: specOf(options), env }))
      return preflight?.findings.flatMap(({ verdict, id }) => (verdict === 'fail' ? [id] : []))
    }

    expect(
      await failedIn({
        ...{ 'node-type': 'e2-standard-99', 'database-class': 'db-n1-standard-96' },
        'kubernetes-version': '1.10',
      }),
    ).toEqual(['gcp-node-type', 'gcp-database-class', 'gcp-kubernetes-version'])
    expect(await failedIn({ region: 'europe-nowhere9' })).toEqual(['gcp-region'])
    expect(await failedIn({ nodes: 30 })).toEqual(['gcp-quotas'])
    expect(await failedIn({ network: 'lost', subnetwork: 'lost' })).toEqual(['gcp-network'])
    expect(await failedIn({ project: 'some-other-1' })).toEqual(['gcp-login'])
    expect(await failedIn({ cluster: 'lost' })).toEqual(['gcp-network'])
  })
})
