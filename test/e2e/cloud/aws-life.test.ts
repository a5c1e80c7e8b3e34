/** The program of AWS through its life, by the real engine on the simulated cloud. */
import { describe, expect, test } from 'vitest'
import { inquiries } from '../../../stacks/aws/inquiries.ts'
import type { OptionValues } from '../../../stacks/contract.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { asked } from './asked.ts'
import { made, settledSpec } from './aws-deployment.ts'
import { engineFor } from './engine.ts'

/** All that is in a cluster depends on it. */
const namespaceUrn = 'urn:pulumi:guest::sample::kubernetes:core/v1:Namespace::namespace'

/** Another login to the cluster: the only thing that changes in every run. */
const nothing = { update: 1 }

describe('all new', () => {
  test('is previewed, made, left alone, made larger, stopped, and taken away with a last snapshot', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack('team', made())

    const previewed = await stack.preview()
    expect(previewed).toMatchObject({ failed: false, words: [] })
    expect(await stack.up()).toMatchObject({ failed: false, changes: previewed.changes, words: [] })
    expect((await stack.up()).changes).toMatchObject(nothing)

    stack.become(made({ options: { nodes: 2, 'database-class': 'db.t4g.medium', tag: ['team=ml'] } }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    stack.become(made({ options: { preset: 'production' } }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    stack.become(made({ options: { preset: 'production' }, part: 'stopped' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    stack.become(made({ options: { preset: 'production' }, part: 'cleared', leaving: 'snapshot' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    expect(await stack.destroy()).toMatchObject({ failed: false, words: [] })
    const left = cloud.account().orphans()
    expect(left.map(({ type, id }) => [type, id])).toEqual([
      [kinds.snapshot, expect.stringMatching(/^zen-team-final-[0-9a-f]{8}$/)],
    ])
  })

  test('can not be destroyed by mistake', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack('team', made())
    await stack.up()
    const before = cloud.account().objects(kinds.databaseInstance)

    const refused = await stack.destroy()

    expect(refused.failed).toBe(true)
    expect(refused.words.join()).toContain('it is protected')
    expect(cloud.account().objects(kinds.databaseInstance)).toEqual(before)
  })

  test('can keep its database, go on with it, and lose it in the end', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack('team', made())
    const { outputs } = await stack.up()
    const [database] = cloud.account().objects(kinds.databaseInstance)

    stack.become(made({ part: 'cleared', leaving: 'keep' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    stack.become(made({ part: 'data', leaving: 'keep' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    expect(
      cloud
        .account()
        .objects(kinds.databaseInstance)
        .map(({ id }) => id),
    ).toEqual([database?.id])
    expect(cloud.account().objects(kinds.cluster)).toEqual([])

    stack.become(made())
    const again = await stack.up()
    expect(again).toMatchObject({ failed: false, words: [] })
    expect(again.outputs['password']).toEqual(outputs['password'])
    expect(
      cloud
        .account()
        .objects(kinds.databaseInstance)
        .map(({ id }) => id),
    ).toEqual([database?.id])

    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(cloud.account().orphans()).toEqual([])
  })

  test('can have its data in the cluster, which then is all that is kept', async () => {
    const cloud = await simulatedCloud()
    const options = { database: 'in-cluster' }
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack('team', made({ options }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    for (const part of ['cleared', 'data'] as const) {
      stack.become(made({ options, part, leaving: 'keep' }))
      expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    }
    expect(cloud.account().objects(kinds.cluster)).toHaveLength(1)

    stack.become(made({ options, part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(cloud.account().orphans()).toEqual([])
  })

  test('is not touched by a login of another account', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack(
      'team',
      made({ account: '999999999999' }),
    )

    const refused = await stack.up()

    expect(refused.failed).toBe(true)
    expect(refused.words.join()).toMatch(/not allowed/)
    expect(cloud.account().objects()).toEqual([])
  })
})

describe('what goes wrong', () => {
  test('and passes by itself is tried again, in the same run', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack('team', made())
    const busy = {
      code: 'ConcurrentModification',
      text: 'Another request changes it.',
      effect: 'fail',
    } as const
    cloud.fail({ ...busy, name: 'role-nodes', verb: 'create', nth: 1 })

    expect(await stack.up()).toMatchObject({ failed: false })
    const tries = cloud.journal().filter(({ name, verb }) => name === 'role-nodes' && verb === 'create')
    expect(tries).toHaveLength(2)

    cloud.fail({ ...busy, name: 'private-a', verb: 'delete', nth: 1 })
    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(cloud.account().orphans()).toEqual([])
  })

  test('and leaves what no state knows of is found again, by the name it has in the program', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    cloud.fail({ name: 'vpc', verb: 'create', nth: 1, effect: 'lost' })

    expect(await (await engine.stack('team', made())).up()).toMatchObject({ failed: true })

    const [vpc] = cloud.account().objects(kinds.vpc)
    const found = await asked(engine, () => inquiries.remains({ spec: settledSpec() }))
    expect(found).toContainEqual(expect.objectContaining({ type: kinds.vpc, name: 'vpc', id: vpc?.id }))
  })
})

describe('what is there', () => {
  test('a cluster of others is used, and left as it was', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    const host = await engine.stack('host', made({ name: 'host', options: { database: 'in-cluster' } }))
    expect(await host.up()).toMatchObject({ failed: false })
    const before = cloud.account().objects().length

    const spec = settledSpec({ cluster: 'zen-host' })
    const preflight = await asked(engine, () => inquiries.preflight({ spec }))
    expect(preflight?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const options = { cluster: 'zen-host', ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect((await guest.up()).changes).toMatchObject(nothing)
    expect(await asked(engine, () => inquiries.place({ spec }))).toMatchObject({ namespace: 'zen-team' })

    guest.become(made({ name: 'guest', options, part: 'data', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect(await guest.destroy()).toMatchObject({ failed: false, words: [] })
    expect(cloud.account().objects()).toHaveLength(before)
  })

  test('a network of others is used, and left as it was', async () => {
    const cloud = await simulatedCloud()
    const account = cloud.account()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    const host = await engine.stack('host', made({ name: 'host', options: { database: 'in-cluster' } }))
    await host.up()
    const idsOf = (type: string, name: string) =>
      account
        .objects(type)
        .flatMap(({ id, inputs }) =>
          JSON.stringify(inputs['tags']).includes(`zen-host-${name}`) ? [id] : [],
        )
    const before = account.objects().length
    const options = {
      'vpc-id': String(idsOf(kinds.vpc, 'vpc')[0]),
      'subnet-ids': idsOf(kinds.subnet, 'private'),
      'public-subnet-ids': idsOf(kinds.subnet, 'public'),
    }

    const preflight = await asked(engine, () => inquiries.preflight({ spec: settledSpec(options) }))
    expect(preflight?.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect(account.objects(kinds.vpc)).toHaveLength(1)

    guest.become(made({ name: 'guest', options, part: 'cleared', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject({ failed: false })
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(account.objects()).toHaveLength(before)
  })

  test('a cluster that is gone by now leaves only what is elsewhere to be removed', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    const host = await engine.stack('host', made({ name: 'host', options: { database: 'in-cluster' } }))
    await host.up()
    const preflight = await asked(engine, () =>
      inquiries.preflight({ spec: settledSpec({ cluster: 'zen-host' }) }),
    )
    const options = { cluster: 'zen-host', ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    await guest.up()
    const account = cloud.account()
    for (const group of account.objects(kinds.nodeGroup)) account.remove(group)
    for (const cluster of account.objects(kinds.cluster))
      account.remove(account.change(cluster, { deletionProtection: false }))
    // What it made for the server is still there, and holds the address: zen sweeps it away before.
    for (const balancer of account.objects(kinds.loadBalancer)) account.remove(balancer)

    const gone = { name: 'guest', options, leaving: 'delete', placeGone: true } as const
    guest.become(made({ ...gone, part: 'data' }))
    // The provider removes no release from a cluster that does not answer: whoever knows that it is gone forgets it.
    await guest.command('state', 'delete', '--yes', '--target-dependents', namespaceUrn)
    expect(await guest.up()).toMatchObject({ failed: false })
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(cloud.account().orphans({ key: 'zen:deployment', value: 'guest' })).toEqual([])
  })
})

describe('questions', () => {
  test('find nothing in the way of a first deployment, all of it afterwards, and nothing once it is gone', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    const spec = settledSpec()
    const first = await asked(engine, () => inquiries.preflight({ spec }))
    expect(first).toMatchObject({ where: 'AWS account 111111111111 in eu-west-1' })
    expect(first?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(await asked(engine, () => inquiries.remains({ spec }))).toEqual([])
    expect(await asked(engine, () => inquiries.place({ spec }))).toBeUndefined()

    const stack = await engine.stack('team', made())
    await stack.up()
    const taken = await asked(engine, () => inquiries.preflight({ spec }))
    expect(taken?.findings.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual([
      'aws-names',
    ])
    const ours = await asked(engine, () => inquiries.preflight({ spec, stored: spec }))
    expect(ours?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const found = (await asked(engine, () => inquiries.remains({ spec }))) ?? []
    expect(found.filter(({ name }) => name !== undefined).length).toBeGreaterThan(35)

    stack.become(made({ part: 'cleared', leaving: 'snapshot' }))
    await stack.up()
    await stack.destroy()
    expect(await asked(engine, () => inquiries.remains({ spec }))).toEqual([
      expect.objectContaining({ kept: true, words: expect.stringMatching(/^RDS snapshot zen-team-final-/) }),
    ])
  })

  test('say all that is wrong at once', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineFor(cloud, {}, ['aws', 'kubernetes'])
    const failedIn = async (options: OptionValues) => {
      const preflight = await asked(engine, () => inquiries.preflight({ spec: settledSpec(options) }))
      return preflight?.findings.flatMap(({ verdict, id }) => (verdict === 'fail' ? [id] : []))
    }

    expect(
      await failedIn({
        'node-type': 'x9z.huge',
        'database-class': 'db.z9.large',
        'kubernetes-version': '1.10',
      }),
    ).toEqual(['aws-node-type', 'aws-database-class', 'aws-kubernetes-version'])
    expect(await failedIn({ region: 'il-central-1' })).toEqual(['aws-region'])
    expect(await failedIn({ nodes: 9 })).toEqual(['aws-quotas'])
  })
})
