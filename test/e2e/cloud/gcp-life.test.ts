/** The program of Google Cloud through its life, by the real engine on the simulated cloud. */
import { describe, expect, test } from 'vitest'
import { simulatedCloud } from '../../cloud/cloud.ts'
import * as kinds from '../../cloud/gcp/kinds.ts'
import { gcpOn } from './gcp-deployment.ts'

/** Another login to the cluster: the only thing that changes in every run. */
const nothing = { update: 1 }

describe('all new', () => {
  test('is previewed, made, left alone, made larger, stopped, and taken away with a last backup', async () => {
    const { engine, made, account } = await gcpOn(await simulatedCloud())
    const stack = await engine.stack('team', made())

    const previewed = await stack.preview()
    expect(previewed).toMatchObject({ failed: false, words: [] })
    expect(await stack.up()).toMatchObject({ failed: false, changes: previewed.changes, words: [] })
    expect((await stack.up()).changes).toMatchObject(nothing)

    stack.become(made({ options: { nodes: 2, 'database-class': 'db-custom-2-7680', tag: ['team=ml'] } }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    const location = { 'cluster-location': 'europe-west1-b' }
    stack.become(made({ options: { preset: 'production', ...location } }))
    const larger = await stack.up()
    expect(larger).toMatchObject({ failed: false, words: [] })
    expect(larger.changes['replace'] ?? 0).toBe(0)
    stack.become(made({ options: { preset: 'production', ...location }, part: 'stopped' }))
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })

    stack.become(
      made({ options: { preset: 'production', ...location }, part: 'cleared', leaving: 'snapshot' }),
    )
    expect(await stack.up()).toMatchObject({ failed: false, words: [] })
    expect(await stack.destroy()).toMatchObject({ failed: false, words: [] })
    expect(account.orphans().map(({ type }) => type)).toEqual([kinds.backup])
  })
})
