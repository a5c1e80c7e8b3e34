/** The program of Azure through its life, by the real engine on the simulated cloud. */
import { describe, expect, test } from 'vitest'
import { inquiries } from '../../../stacks/azure/inquiries.ts'
import type { OptionValues } from '../../../stacks/contract.ts'
import { administrator, environmentOf } from '../../cloud/azure-native/administrator.ts'
import { azure } from '../../cloud/azure-native/azure.ts'
import * as kinds from '../../cloud/azure-native/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import { dependenciesIn, timelineOf } from '../../cloud/timeline.ts'
import { longestName } from '../../stacks/azure/azure-requests.ts'
import { asked } from './asked.ts'
import { made, settledSpec } from './azure-deployment.ts'
import { type Engine, engineFor } from './engine.ts'

/** All that is in a cluster depends on it. */
const namespaceUrn = 'urn:pulumi:guest::sample::kubernetes:core/v1:Namespace::namespace'

const accountIn = (cloud: SimulatedCloud) => cloud.account(administrator.account, azure)
const engineOn = (cloud: SimulatedCloud) =>
  engineFor(cloud, environmentOf(administrator), ['azure-native', 'kubernetes'])

/** Nothing is said on the way: at Azure one can ask for what is not there without an error. */
const ask = <T>(engine: Engine, question: () => Promise<T>) => asked(engine, question, [])

describe('all new', () => {
  test('is previewed, made, left alone, made larger, stopped, and taken away', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineOn(cloud)).stack('team', made())

    const previewed = await stack.preview()
    expect(previewed).toMatchObject({ failed: false, words: [] })
    const first = await stack.up()
    expect(first).toMatchObject({ failed: false, changes: previewed.changes, words: [] })
    expect(first.outputs['url']?.value).toBe('https://zen-team-3fa1c2.westeurope.cloudapp.azure.com')
    const again = await stack.up()
    expect(again).toMatchObject({ failed: false, words: [] })
    expect(Object.keys(again.changes)).toEqual(['same'])

    stack.become(made({ options: { nodes: 2, 'database-class': 'Standard_B2s', tag: ['team=ml'] } }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    stack.become(made({ options: { preset: 'production' } }))
    const larger = await stack.up()
    expect(larger).toMatchObject({ failed: false, words: [] })
    expect(larger.changes.replace).toBeUndefined()
    stack.become(made({ options: { preset: 'production' }, part: 'stopped' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    stack.become(made({ options: { preset: 'production' }, part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    expect(await stack.destroy()).toMatchObject({ failed: false, words: [] })
    expect(accountIn(cloud).orphans()).toEqual([])
  })

  test('is there as soon as what takes longest allows', async () => {
    const minuteMs = 800
    const cloud = await simulatedCloud({ minuteMs })
    const stack = await (await engineOn(cloud)).stack('team', made())

    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    const { makespan, criticalPath, path } = timelineOf(cloud.journal(), dependenciesIn(await stack.state()))
    expect(path).toEqual(expect.arrayContaining(['database-zone-link', 'database', 'database-triggers']))
    // Beside what Azure takes there is only what the engine takes for each step, whatever a minute is here.
    const between = (makespan - criticalPath * 1.02) * minuteMs
    expect(between / path.length).toBeLessThan(500)
  })

  test('can not be destroyed by mistake', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineOn(cloud)).stack('team', made())
    await stack.up()
    const before = accountIn(cloud).objects(kinds.server)

    const refused = await stack.destroy()

    expect(refused.failed).toBe(true)
    expect(refused.words.join()).toContain('it is protected')
    expect(accountIn(cloud).objects(kinds.server)).toEqual(before)
  })

  test('can keep its database, go on with it, and lose it in the end', async () => {
    const cloud = await simulatedCloud()
    const account = accountIn(cloud)
    const stack = await (await engineOn(cloud)).stack('team', made())
    const { outputs } = await stack.up()
    const databases = () => account.objects(kinds.server).map(({ id, since }) => [id, since])
    const before = databases()

    for (const part of ['cleared', 'data'] as const) {
      stack.become(made({ part, leaving: 'keep' }))
      expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    }
    expect(databases()).toEqual(before)
    expect(account.objects(kinds.cluster)).toEqual([])

    stack.become(made())
    const again = await stack.up()
    expect(again).toMatchObject({ failed: false, words: [] })
    expect(again.outputs['password']).toEqual(outputs['password'])
    expect(again.outputs['url']).toEqual(outputs['url'])
    expect(databases()).toEqual(before)

    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(account.orphans()).toEqual([])
  })

  test('can have its data in the cluster, which then is all that is kept', async () => {
    const cloud = await simulatedCloud()
    const options = { database: 'in-cluster' }
    const stack = await (await engineOn(cloud)).stack('team', made({ options }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    for (const part of ['cleared', 'data'] as const) {
      stack.become(made({ options, part, leaving: 'keep' }))
      expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    }
    expect(accountIn(cloud).objects(kinds.cluster)).toHaveLength(1)

    stack.become(made({ options, part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(accountIn(cloud).orphans()).toEqual([])
  })

  test('has room for the longest name', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineOn(cloud)).stack('team', made({ name: longestName }))

    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    stack.become(made({ name: longestName, part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(accountIn(cloud).orphans()).toEqual([])
  })
})

describe('what goes wrong', () => {
  test('and passes by itself is tried again, in the same run', async () => {
    const cloud = await simulatedCloud()
    const stack = await (await engineOn(cloud)).stack('team', made())
    const busy = { code: 'ServerIsBusy', text: 'Cannot complete operation now.', effect: 'fail' } as const
    cloud.fail({ ...busy, name: 'database-tls', verb: 'create', nth: 1 })

    expect(await stack.up()).toMatchObject({ failed: false })
    const tries = cloud.journal().filter(({ name, verb }) => name === 'database-tls' && verb === 'create')
    expect(tries).toHaveLength(2)

    const held = { code: 'InUseSubnetCannotBeDeleted', effect: 'fail', verb: 'delete', nth: 1 } as const
    cloud.fail({ ...held, name: 'network-database', text: 'is in use by …/serviceAssociationLinks/a' })
    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(accountIn(cloud).orphans()).toEqual([])
  })

  test('while time passes: a new server is not found yet, and a subnet is held for minutes', async () => {
    const cloud = await simulatedCloud({ minuteMs: 100, lagMinutes: 90 })
    const stack = await (await engineOn(cloud)).stack('team', made())

    expect(await stack.up()).toMatchObject({ failed: false })
    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(accountIn(cloud).orphans()).toEqual([])
  })

  test('and leaves what no state knows of is found again, by the name it has in the program', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineOn(cloud)
    cloud.fail({ name: 'network', verb: 'create', nth: 1, effect: 'lost' })

    expect(await (await engine.stack('team', made())).up()).toMatchObject({ failed: true })

    const [network] = accountIn(cloud).objects(kinds.virtualNetwork)
    const found = await ask(engine, () => inquiries.remains({ spec: settledSpec() }))
    expect(found).toContainEqual(
      expect.objectContaining({ type: kinds.virtualNetwork, name: 'network', id: network?.id }),
    )
  })
})

describe('what is there', () => {
  /** Somebody else's deployment, with a subnet for one more database. */
  async function host(cloud: SimulatedCloud, engine: Engine) {
    const stack = await engine.stack('host', made({ name: 'host', options: { database: 'in-cluster' } }))
    expect(await stack.up()).toMatchObject({ failed: false })
    const account = accountIn(cloud)
    const [nodes] = account.objects(kinds.subnet)
    const data = account.make('global', kinds.subnet, {
      ...{ resourceGroupName: 'zen-host', virtualNetworkName: 'zen-host', subnetName: 'mysql' },
      addressPrefix: '10.42.32.0/27',
      delegations: [{ name: 'mysql', serviceName: 'Microsoft.DBforMySQL/flexibleServers' }],
    })
    return { nodes: nodes?.id ?? '', data: data.id, before: account.objects().length }
  }

  test('a cluster of others is used, and left as it was', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineOn(cloud)
    const { data, before } = await host(cloud, engine)
    const given = { cluster: 'zen-host', 'database-subnet-id': data }

    const preflight = await ask(engine, () => inquiries.preflight({ spec: settledSpec(given, {}, 'guest') }))
    expect(preflight?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const options = { ...given, ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect(Object.keys((await guest.up()).changes)).toEqual(['same'])
    const spec = settledSpec(options, {}, 'guest')
    expect(await ask(engine, () => inquiries.place({ spec }))).toMatchObject({ namespace: 'zen-guest' })

    guest.become(made({ name: 'guest', options, part: 'data', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect(await guest.destroy()).toMatchObject({ failed: false, words: [] })
    expect(await ask(engine, () => inquiries.remains({ spec }))).toEqual([])
    expect(accountIn(cloud).objects()).toHaveLength(before)
  })

  test('a network of others is used, and left as it was', async () => {
    const cloud = await simulatedCloud({ quotas: { cores: 100, standardDASv5Family: 100 } })
    const engine = await engineOn(cloud)
    const { nodes, data, before } = await host(cloud, engine)
    const given = { 'node-subnet-id': nodes, 'database-subnet-id': data }

    const spec = settledSpec(given, {}, 'guest')
    const preflight = await ask(engine, () => inquiries.preflight({ spec }))
    expect(preflight?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const options = { ...given, ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    expect(await guest.up()).toMatchObject({ failed: false, words: [] })
    expect(accountIn(cloud).objects(kinds.virtualNetwork)).toHaveLength(1)

    guest.become(made({ name: 'guest', options, part: 'cleared', leaving: 'delete' }))
    expect(await guest.up()).toMatchObject({ failed: false })
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(accountIn(cloud).objects()).toHaveLength(before)
  })

  test('a cluster that is gone by now leaves only what is elsewhere to be removed', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineOn(cloud)
    const { data } = await host(cloud, engine)
    const given = { cluster: 'zen-host', 'database-subnet-id': data }
    const spec = settledSpec(given, {}, 'guest')
    const preflight = await ask(engine, () => inquiries.preflight({ spec }))
    const options = { ...given, ...preflight?.settled }
    const guest = await engine.stack('guest', made({ name: 'guest', options }))
    await guest.up()
    const account = accountIn(cloud)
    for (const cluster of account.objects(kinds.cluster)) account.remove(cluster)

    const gone = { name: 'guest', options, leaving: 'delete', placeGone: true } as const
    guest.become(made({ ...gone, part: 'data' }))
    // The provider removes no release from a cluster that does not answer: whoever knows that it is gone forgets it.
    await guest.command('state', 'delete', '--yes', '--target-dependents', namespaceUrn)
    expect(await guest.up()).toMatchObject({ failed: false })
    expect(await guest.destroy()).toMatchObject({ failed: false })
    expect(account.orphans({ key: 'zen-deployment', value: 'guest' })).toEqual([])
  })
})

describe('questions', () => {
  test('find nothing in the way of a first deployment, all of it afterwards, and nothing once it is gone', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineOn(cloud)
    const spec = settledSpec()
    const first = await ask(engine, () => inquiries.preflight({ spec }))
    expect(first).toMatchObject({
      where: `Azure subscription Simulated (${administrator.account}) in westeurope`,
      identity: `application ${administrator.credentials['clientId']}`,
    })
    expect(first?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(await ask(engine, () => inquiries.remains({ spec }))).toEqual([])
    expect(await ask(engine, () => inquiries.place({ spec }))).toBeUndefined()

    const stack = await engine.stack('team', made())
    await stack.up()
    const taken = await ask(engine, () => inquiries.preflight({ spec }))
    expect(taken?.findings.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual([
      'azure-names',
    ])
    const ours = await ask(engine, () => inquiries.preflight({ spec, stored: spec }))
    expect(ours?.findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const found = (await ask(engine, () => inquiries.remains({ spec }))) ?? []
    expect(found.flatMap(({ name }) => name ?? []).toSorted()).toEqual([
      ...['address', 'cluster', 'cluster-identity', 'database', 'database-zone', 'group', 'network'],
    ])

    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    await stack.up()
    await stack.destroy()
    expect(await ask(engine, () => inquiries.remains({ spec }))).toEqual([])
  })

  test('say all that is wrong at once', async () => {
    const cloud = await simulatedCloud()
    const engine = await engineOn(cloud)
    const failedIn = async (options: OptionValues) => {
      const preflight = await ask(engine, () => inquiries.preflight({ spec: settledSpec(options) }))
      return preflight?.findings.flatMap(({ verdict, id }) => (verdict === 'fail' ? [id] : []))
    }

    expect(
      await failedIn({
        ...{ 'node-type': 'Standard_X9z', 'database-class': 'Standard_D99', 'kubernetes-version': '1.10' },
      }),
    ).toEqual(['azure-node-type', 'azure-database-class', 'azure-kubernetes-version'])
    expect(await failedIn({ region: 'marsnorth' })).toEqual(['azure-region'])
    expect(await failedIn({ region: 'westus' })).toEqual(['azure-node-type', 'azure-database-class'])
    expect(await failedIn({ nodes: 9 })).toEqual(['azure-quotas'])
  })
})
