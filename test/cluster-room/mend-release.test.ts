import { expect, test } from 'vitest'
import { type Mending, mendRelease } from '../../src/cluster/mend-release.ts'
import type { EngineEvent } from '../../src/engine/engine.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { putRevision, revisionIn } from './helm-revision.ts'
import { openFake } from './open-fake.ts'
import { ended, job, pod, running } from './release-objects.ts'

async function mended(fill: (fake: FakeKubernetes) => void, mending: Mending = {}) {
  const fake = await startFakeKubernetes()
  fill(fake)
  const sentence = await mendRelease(await openFake(fake), mending)
  return { fake, sentence }
}

test.each(['deployed', 'failed'])('a release that is %s is left alone', async (status) => {
  const { fake, sentence } = await mended((it) => putRevision(it, 1, status))

  expect(sentence).toBeUndefined()
  expect(revisionIn(fake, 1)).toMatchObject({ info: { status } })
})

test('a release that is not there needs nothing', async () => {
  expect((await mended(() => undefined)).sentence).toBeUndefined()
})

test('an install that was begun is forgotten, so that the next one takes its objects over', async () => {
  const { fake, sentence } = await mended((it) => putRevision(it, 1, 'pending-install'))

  expect(revisionIn(fake, 1)).toBeUndefined()
  expect(sentence).toContain('taken up again')
})

test('so is one that came to its end without the state hearing of it', async () => {
  const { fake } = await mended((it) => putRevision(it, 1, 'deployed'), { isKnown: false })

  expect(revisionIn(fake, 1)).toBeUndefined()
})

test('an upgrade that was begun is given up: the revision before counts', async () => {
  const { fake, sentence } = await mended((it) => {
    putRevision(it, 1, 'deployed')
    putRevision(it, 2, 'pending-upgrade')
  })

  expect([revisionIn(fake, 1), revisionIn(fake, 2)]).toMatchObject([
    { info: { status: 'deployed' } },
    undefined,
  ])
  expect(sentence).toContain('revision 1 counts again')
})

test.each(['uninstalling', 'pending-install'])(
  'what is %s, and known, counts as failed, which Helm upgrades',
  async (status) => {
    const { fake } = await mended((it) => putRevision(it, 1, status), { isKnown: true })

    expect(revisionIn(fake, 1)).toMatchObject({
      info: { status: 'failed', first_deployed: '2026-01-01T00:00:00Z' },
      chart: { metadata: { version: '0.1.0' } },
    })
    expect(fake.find('Secret', 'zen', 'sh.helm.release.v1.zenml.v1')).toMatchObject({
      metadata: { labels: { status: 'failed', owner: 'helm', version: '1' } },
    })
  },
)

test('the release of another chart is none of our business', async () => {
  const { fake, sentence } = await mended((it) => putRevision(it, 1, 'pending-install', 'wordpress'))

  expect(sentence).toBeUndefined()
  expect(revisionIn(fake, 1)).toMatchObject({ info: { status: 'pending-install' } })
})

test('a migration that still runs is waited for, and its Job goes', async () => {
  const events: EngineEvent[] = []
  const fake = await startFakeKubernetes()
  putRevision(fake, 1, 'pending-install')
  fake.put('Job', job('zenml-migration', { active: 1 }))
  const migration = (state: object, phase: string) =>
    pod({
      name: 'zenml-migration-x',
      component: 'migration',
      phase,
      containers: [{ name: 'migrate', state }],
    })
  fake.put('Pod', migration(running, 'Running'))

  const mending = mendRelease(await openFake(fake), { listener: (it) => events.push(it), pollMs: 5 })
  await expect.poll(() => events.length).toBeGreaterThan(2)
  expect(revisionIn(fake, 1)).toBeDefined()
  fake.put('Pod', migration(ended(0), 'Succeeded'))
  await mending

  expect(fake.names()).not.toContain('Job/zenml-migration')
  expect(revisionIn(fake, 1)).toBeUndefined()
})
