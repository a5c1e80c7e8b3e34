import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { dependenciesIn, timelineOf } from '../../cloud/timeline.ts'
import { engineFor } from './engine.ts'
import { sampleProgram } from './sample/program.ts'

/** A minute of the real cloud, in milliseconds: what the engine itself needs counts little then. */
const minuteMs = 400

test('a deployment takes about its critical path: cluster and database are made side by side', async () => {
  const cloud = await simulatedCloud({ minuteMs })
  const stack = await (await engineFor(cloud)).stack(
    'zen-a',
    sampleProgram({ name: 'zen-a', region: 'eu-west-1', protected: false }),
  )

  expect(await stack.up()).toMatchObject({ failed: false })

  const { makespan, criticalPath, path } = timelineOf(cloud.journal(), dependenciesIn(await stack.state()))
  expect(criticalPath).toBeGreaterThan(14)
  expect(criticalPath).toBeLessThan(20)
  expect(path).toContain('cluster')
  expect(path).not.toContain('database')
  expect(makespan).toBeGreaterThanOrEqual(criticalPath)
  // The rest is the engine's own time, on a machine that does other things too.
  expect(makespan).toBeLessThan(criticalPath * 2.5)
  const made = (type: string) => cloud.journal().find((call) => call.type === type && call.verb === 'create')
  const [cluster, database] = [made(kinds.cluster), made(kinds.databaseInstance)]
  expect(database?.began).toBeLessThan(cluster?.ended ?? 0)

  // On the way back network interfaces of load balancers stay for a while, and are waited for.
  cloud.set({ minuteMs: 50 })
  expect(await stack.destroy()).toMatchObject({ failed: false })
  expect(
    cloud
      .account()
      .orphans()
      .map(({ type }) => type),
  ).toEqual([kinds.snapshot])
})
