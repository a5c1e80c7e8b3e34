import { expect, test } from 'vitest'
import { type Mending, mendRelease } from '../../src/cluster/mend-release.ts'
import type { EngineEvent } from '../../src/engine/engine.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { putRevision } from './helm-revision.ts'
import { openFake } from './open-fake.ts'
import { ended, type PodOptions, pod, running, waiting } from './release-objects.ts'

/** What is said, and which pods are left, when the release is to run again. */
async function mended(
  pods: readonly PodOptions[],
  { status = 'failed', deny = [], ...mending }: Mending & { status?: string; deny?: readonly string[] } = {},
) {
  const fake = await startFakeKubernetes()
  putRevision(fake, 1, status)
  fake.deny(...deny)
  for (const options of pods) fake.put('Pod', pod(options))
  const sentence = await mendRelease(await openFake(fake), { willRun: true, ...mending })
  return { sentence, left: podsIn(fake) }
}

const podsIn = (fake: FakeKubernetes) => fake.names().filter((name) => name.startsWith('Pod/'))

const crashing = { state: waiting('CrashLoopBackOff'), restartCount: 4 }
const crashed: PodOptions = { name: 'zenml-a', containers: [crashing] }

test.each(['failed', 'deployed'])(
  'a server that crashes again and again is started afresh, though its release is %s',
  async (status) => {
    const { sentence, left } = await mended([crashed], { status })

    expect(sentence).toBe('The pod zenml-a, which crashed again and again, is started afresh.')
    expect(left).toEqual([])
  },
)

test('so is one whose release is taken up again', async () => {
  const { sentence, left } = await mended([crashed], { status: 'pending-install' })

  expect(sentence).toMatch(/taken up again\. The pod zenml-a, .* is started afresh\.$/)
  expect(left).toEqual([])
})

test.each<[string, PodOptions, string]>([
  ['the gateway', { component: 'caddy', containers: [crashing] }, 'crashed again and again'],
  ['the database', { component: 'mysql', containers: [crashing] }, 'crashed again and again'],
  ['what runs first', { phase: 'Pending', first: [crashing], containers: [] }, 'crashed again and again'],
  ['one that has just crashed', { containers: [{ state: ended(1), restartCount: 0 }] }, 'crashed'],
  [
    'one whose image did not come',
    { phase: 'Pending', containers: [{ state: waiting('ImagePullBackOff') }] },
    'could not pull its image',
  ],
])('%s is started afresh as well', async (_, options, fate) => {
  const { sentence, left } = await mended([options])

  expect(sentence).toBe(`The pod zenml-1, which ${fate}, is started afresh.`)
  expect(left).toEqual([])
})

test.each<[string, PodOptions]>([
  ['serves', { ready: true, containers: [{ state: running, restartCount: 7 }] }],
  ['serves, next to a container that crashes', { ready: true, containers: [crashing, { state: running }] }],
  ['starts for the first time', { containers: [{ state: running }] }],
  ['is being prepared', { phase: 'Pending', containers: [{ state: waiting('ContainerCreating') }] }],
  ['goes already', { ...crashed, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }],
  ['migrates', { component: 'migration', containers: [crashing] }],
])('a pod that %s is left alone', async (_, options) => {
  const { sentence, left } = await mended([options])

  expect(sentence).toBeUndefined()
  expect(left).toHaveLength(1)
})

test('nothing is started afresh in order to be stopped', async () => {
  expect((await mended([crashed], { willRun: false })).left).toEqual(['Pod/zenml-a'])
})

test('somebody who may not delete pods goes on without', async () => {
  expect(await mended([crashed], { deny: ['delete pods'] })).toEqual({
    sentence: undefined,
    left: ['Pod/zenml-a'],
  })
})

test.each<[string, PodOptions, readonly string[]]>([
  ['works', { ready: true, containers: [{ state: running, restartCount: 1 }] }, ['Pod/zenml-1']],
  ['crashes again', { containers: [{ ...crashing, restartCount: 2 }] }, []],
])('a pod that crashed and tries again is waited for, until it %s', async (_, then, left) => {
  const events: EngineEvent[] = []
  const fake = await startFakeKubernetes()
  putRevision(fake, 1, 'failed')
  fake.put('Pod', pod({ containers: [{ state: running, restartCount: 1 }] }))

  const listener = (event: EngineEvent) => void events.push(event)
  const mending = mendRelease(await openFake(fake), { willRun: true, listener, pollMs: 5 })
  await expect.poll(() => events.length).toBeGreaterThan(2)
  expect(podsIn(fake)).toEqual(['Pod/zenml-1'])
  fake.put('Pod', pod(then))
  await mending

  expect(events[0]?.text).toBe('Waiting for the pod zenml-1, which crashed and tries again')
  expect(podsIn(fake)).toEqual(left)
})
