import { expect, test } from 'vitest'
import { certainty } from '../../src/cluster/certainty.ts'
import { podOf } from '../../src/cluster/pod.ts'
import type { Snapshot } from '../../src/cluster/snapshot.ts'
import type { Trouble } from '../../src/cluster/trouble.ts'
import { podCrashes } from '../../src/errors/cluster-pods.ts'
import { pod } from './release-objects.ts'

const second = 1000

const trouble = (uid: string, graceMs: number, key = uid): Trouble => ({
  ...{ key, uid, graceMs },
  error: () => podCrashes('server', uid, { exitCode: 1, restarts: 3, log: '' }),
})

/** @param pods names; their uids begin with `uid-` */
function snapshot(pods: readonly string[], jobs: Snapshot['jobs'] = []): Snapshot {
  return {
    pods: pods.map((name) => podOf(pod({ name }))),
    jobs,
    claims: [],
    services: [],
    owners: [],
    events: [],
  }
}

const migration = (isActive: boolean) => [{ uid: 'job', name: 'zenml-migration', isActive, hasFailed: false }]

test('a trouble is certain when it lasted, and worth a word before', () => {
  const sure = certainty()
  const slow = [trouble('uid-new', 60 * second)]
  sure.see(snapshot([]), [], 0)

  sure.see(snapshot(['new']), slow, 1 * second)
  expect([sure.certain(1 * second), sure.lasting(1 * second)]).toEqual([[], []])
  expect([sure.certain(60 * second), sure.lasting(60 * second)]).toEqual([[], slow])
  expect(sure.certain(61 * second)).toEqual(slow)
})

test('a trouble that was over in between starts anew', () => {
  const sure = certainty()
  sure.see(snapshot([]), [], 0)
  sure.see(snapshot(['new']), [trouble('uid-new', 10 * second)], 1 * second)
  sure.see(snapshot(['new']), [], 2 * second)
  sure.see(snapshot(['new']), [trouble('uid-new', 10 * second)], 3 * second)

  expect(sure.certain(12 * second)).toEqual([])
  expect(sure.certain(13 * second)).toHaveLength(1)
})

test('what may always pass is never certain', () => {
  const sure = certainty()
  sure.see(snapshot([]), [], 0)
  sure.see(snapshot(['new']), [trouble('uid-new', Infinity)], 0)

  expect(sure.certain(1e12)).toEqual([])
  expect(sure.lasting(1e12)).toEqual([])
  expect(sure.uncertain(0)).toHaveLength(1)
})

test('a pod of an earlier run has time to be replaced', () => {
  const sure = certainty()
  sure.see(snapshot(['old']), [trouble('uid-old', 0)], 0)

  expect(sure.uncertain(1)).toEqual([])
  expect(sure.certain(119 * second)).toEqual([])
  expect(sure.certain(120 * second)).toHaveLength(1)
})

test('that time does not begin before the migration is over', () => {
  const sure = certainty()
  const old = [trouble('uid-old', 0)]
  sure.see(snapshot(['old']), old, 0)
  sure.see(snapshot(['old'], migration(true)), old, 300 * second)
  expect(sure.certain(300 * second)).toEqual([])
  sure.see(snapshot(['old'], migration(false)), old, 301 * second)

  expect(sure.certain(419 * second)).toEqual([])
  expect(sure.certain(420 * second)).toHaveLength(1)
})

test('a Job of an earlier run, and its pod, say nothing', () => {
  const sure = certainty()
  const before = snapshot(['zenml-migration-x'], migration(false))
  sure.see(before, [trouble('uid-zenml-migration-x', 0)], 0)

  expect(sure.certain(1e9)).toEqual([])
  expect(sure.uncertain(1e9)).toEqual([])
})

test('all times shrink for tests', () => {
  const sure = certainty(0.001)
  sure.see(snapshot([]), [], 0)
  sure.see(snapshot(['new']), [trouble('uid-new', 10 * second)], 0)

  expect(sure.certain(10)).toHaveLength(1)
})

test('a suspicion is asked for its log only when it lasted, and is never certain by itself', () => {
  const sure = certainty()
  const suspicion = { ...trouble('uid-new', 90 * second), isSuspicion: true as const }
  sure.see(snapshot([]), [], 0)
  sure.see(snapshot(['new']), [suspicion], 0)

  expect([sure.uncertain(89 * second), sure.lasting(89 * second)]).toEqual([[], []])
  expect([sure.uncertain(90 * second), sure.certain(90 * second)]).toEqual([[suspicion], []])
})
