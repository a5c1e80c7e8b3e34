/** The program of Google Cloud through its life, by the real engine on the simulated cloud. */
import { describe, expect, test } from 'vitest'
import { importId } from '../../../stacks/gcp/spec/import-ids.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { listAt, propertiesAt, textAt } from '../../cloud/frame/properties.ts'
import * as kinds from '../../cloud/gcp/kinds.ts'
import { dependenciesIn, timelineOf } from '../../cloud/timeline.ts'
import { longestName } from '../../stacks/gcp/gcp-requests.ts'
import { gcpOn } from './gcp-deployment.ts'

/** Another login to the cluster: the only thing that changes in every run. */
const nothing = { update: 1 }
const fine = { failed: false, words: [] }

function resourcesIn(exported: unknown) {
  return listAt(exported, 'deployment.resources').map((resource) => ({
    ...{ type: textAt(resource, 'type') ?? '', id: textAt(resource, 'id') ?? '' },
    inputs: propertiesAt(resource, 'inputs'),
  }))
}

describe('all new', () => {
  test('is previewed, made, left alone, made larger, stopped, and taken away with a last backup', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('team', made())

    const previewed = await stack.preview()
    expect(previewed).toMatchObject(fine)
    expect(await stack.up()).toMatchObject({ ...fine, changes: previewed.changes })
    expect((await stack.up()).changes).toMatchObject(nothing)

    stack.become(made({ options: { nodes: 2, 'database-class': 'db-custom-2-7680', tag: ['team=ml'] } }))
    expect(await stack.up()).toMatchObject(fine)
    const options = { preset: 'production', 'cluster-location': 'europe-west1-b' }
    stack.become(made({ options }))
    const larger = await stack.up()
    expect(larger).toMatchObject(fine)
    expect(larger.changes['replace'] ?? 0).toBe(0)
    stack.become(made({ options, part: 'stopped' }))
    expect(await stack.up()).toMatchObject(fine)

    stack.become(made({ options, part: 'cleared', leaving: 'snapshot' }))
    const cleared = await stack.up()
    expect(cleared).toMatchObject(fine)
    expect(await stack.destroy()).toMatchObject(fine)
    expect(account.orphans().map(({ type }) => type)).toEqual([kinds.backup])
    const [backup] = account.objects(kinds.backup)
    expect(backup?.outputs['description']).toBe(cleared.outputs['snapshot']?.value)
  })

  test('can not be destroyed by mistake', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('team', made())
    await stack.up()

    const refused = await stack.destroy()

    expect(refused.failed).toBe(true)
    expect(refused.words.join()).toContain('it is protected')
    expect(account.objects(kinds.databaseInstance)).toHaveLength(1)
    expect(account.objects(kinds.cluster)).toHaveLength(1)
  })

  test('can keep its database, go on with it, and lose it in the end', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('team', made())
    const { outputs } = await stack.up()
    const databases = () => account.objects(kinds.databaseInstance).map(({ id }) => id)
    const before = databases()

    stack.become(made({ part: 'cleared', leaving: 'keep' }))
    expect(await stack.up()).toMatchObject(fine)
    stack.become(made({ part: 'data', leaving: 'keep' }))
    expect(await stack.up()).toMatchObject(fine)
    expect(databases()).toEqual(before)
    expect(account.objects(kinds.cluster)).toEqual([])

    stack.become(made())
    const again = await stack.up()
    expect(again).toMatchObject(fine)
    expect(again.outputs['password']).toEqual(outputs['password'])
    expect(databases()).toEqual(before)

    stack.become(made({ part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(account.orphans()).toEqual([])
  })

  test('can be made again at once, under the same name', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    for (const name of ['first', 'second']) {
      const stack = await engine.stack(name, made())
      expect(await stack.up()).toMatchObject(fine)
      stack.become(made({ part: 'cleared', leaving: 'delete' }))
      expect(await stack.up()).toMatchObject({ failed: false })
      expect(await stack.destroy()).toMatchObject({ failed: false })
    }
    expect(account.orphans()).toEqual([])
  })

  test('can have its data in the cluster, which then is all that is kept', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const options = { database: 'in-cluster' }
    const stack = await engine.stack('team', made({ options }))
    expect(await stack.up()).toMatchObject(fine)

    for (const part of ['cleared', 'data'] as const) {
      stack.become(made({ options, part, leaving: 'keep' }))
      expect(await stack.up()).toMatchObject(fine)
    }
    expect(account.objects(kinds.cluster)).toHaveLength(1)

    stack.become(made({ options, part: 'cleared', leaving: 'delete' }))
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(account.orphans()).toEqual([])
  })

  test('stays inside every limit with the longest name', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('long', made({ name: longestName, options: { preset: 'production' } }))

    expect(await stack.up()).toMatchObject(fine)
    // What was made by a run that was cut off is found again by what it was made of.
    const there = resourcesIn(await stack.state()).filter(({ type }) => type.startsWith('gcp:'))
    expect(there.length).toBeGreaterThan(15)
    for (const { type, id, inputs } of there) expect(importId(type, inputs)).toBe(id)
    stack.become(
      made({ name: longestName, options: { preset: 'production' }, part: 'cleared', leaving: 'delete' }),
    )
    expect(await stack.up()).toMatchObject({ failed: false })
    expect(await stack.destroy()).toMatchObject({ failed: false })
    expect(account.orphans()).toEqual([])
  })

  test('takes about as long as the longest of its ways: cluster and database are made side by side', async () => {
    const cloud = await simulatedCloud({ minuteMs: 400 })
    const { engine, made } = await gcpOn(cloud)
    const stack = await engine.stack('team', made())

    expect(await stack.up()).toMatchObject(fine)

    const { makespan, criticalPath, path } = timelineOf(cloud.journal(), dependenciesIn(await stack.state()))
    expect(path).toContain('database')
    expect(criticalPath).toBeGreaterThan(12)
    expect(criticalPath).toBeLessThan(18)
    // The rest is the engine's own time, on a machine that does other things too: nothing is waited for in vain.
    expect(makespan).toBeLessThan(criticalPath * 2.5)
    expect(cloud.journal().filter(({ verb, outcome }) => verb === 'create' && outcome !== 'done')).toEqual([])
    const span = (type: string) =>
      cloud.journal().find((call) => call.type === type && call.verb === 'create')
    expect(span(kinds.cluster)?.began).toBeLessThan(span(kinds.databaseInstance)?.ended ?? 0)
    expect(span(kinds.databaseInstance)?.began).toBeLessThan(span(kinds.cluster)?.ended ?? 0)
  })
})
