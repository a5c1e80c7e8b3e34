import { describe, expect, onTestFinished, test } from 'vitest'
import { watchRelease } from '../../src/cluster/watch-release.ts'
import type { EngineEvent } from '../../src/engine/engine.ts'
import { startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'
import { claim, ended, event, image, job, metadataOf, pod, running, waiting } from './release-objects.ts'

/** A second of patience is a millisecond here. */
const quick = { pollMs: 5, scale: 0.001 }
/** Nothing is certain that needs time. */
const patient = { pollMs: 5, scale: 1000 }

async function watched(pace = patient) {
  const fake = await startFakeKubernetes()
  const events: EngineEvent[] = []
  const watch = watchRelease(await openFake(fake), (it) => events.push(it), pace)
  onTestFinished(() => watch.stop())
  const said = (kind: EngineEvent['kind']) => events.filter((it) => it.kind === kind).map(({ text }) => text)
  const looks = () => fake.requests.filter((it) => it.endsWith('/pods')).length
  /** Resolves after some more looks at the cluster. */
  const later = async () => {
    const before = looks()
    await expect.poll(looks).toBeGreaterThan(before + 6)
  }
  let failed = false
  void watch.failure.then(() => {
    failed = true
  })
  return { fake, watch, said, later, hasFailed: () => failed }
}

describe('people are told', () => {
  test('what is being waited for, from the first volume to the address', async () => {
    const { fake, said } = await watched()
    const steps = () => said('step')
    fake.put('PersistentVolumeClaim', claim('zenml-mysql', 'Pending'))
    fake.put('Service', { metadata: metadataOf('zenml-caddy', 'caddy'), spec: { type: 'LoadBalancer' } })
    fake.put('Pod', pod({ phase: 'Pending', unschedulable: 'unbound immediate PersistentVolumeClaims' }))
    await expect.poll(steps).toContain('Waiting for the volume zenml-mysql')
    fake.put('PersistentVolumeClaim', claim('zenml-mysql', 'Bound'))
    await expect.poll(steps).toContain('Waiting for a node of the cluster')
    fake.put('Event', event('zenml-1', 'Pulling', `Pulling image "${image}"`, 'Normal'))
    fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ContainerCreating') }] }))
    await expect.poll(steps).toContain(`Pulling the image ${image}`)
    fake.put('Event', event('zenml-1', 'Pulled', `Successfully pulled image "${image}"`, 'Normal'))
    const first = [{ name: 'migrate', state: running }]
    fake.put('Pod', pod({ phase: 'Pending', first, containers: [{ state: waiting('PodInitializing') }] }))
    await expect.poll(steps).toContain('Migrating the database')
    fake.put('Pod', pod({ first: [{ name: 'migrate', state: ended(0) }] }))
    await expect.poll(steps).toContain('Starting the server')
    fake.put('Pod', pod({ ready: true }))
    await expect.poll(steps).toContain('Waiting for an address of the load balancer zenml-caddy')

    expect(steps()).toHaveLength(6)
  })

  test('of warnings and states once, and of probes never', async () => {
    const { fake, said, later } = await watched()
    fake.put('Pod', pod({}))
    fake.put('Event', event('zenml-1', 'FailedMount', 'MountVolume failed: not there yet'))
    fake.put('Event', event('zenml-1', 'Unhealthy', 'Readiness probe failed'))
    await expect.poll(() => said('detail')).toHaveLength(2)
    await later()

    expect(said('detail')).toEqual([
      'Pod zenml-1 is starting',
      'Pod zenml-1: FailedMount: MountVolume failed: not there yet',
    ])
  })

  test('what the migration writes, line by line', async () => {
    const { fake, said } = await watched()
    fake.logs.write('zen/zenml-migration-x/migrate', 'Looking for the database')
    const containers = [{ name: 'migrate', state: running }]
    fake.put('Pod', pod({ name: 'zenml-migration-x', component: 'migration', containers }))
    await expect.poll(() => said('detail')).toContain('Looking for the database')
    fake.logs.write('zen/zenml-migration-x/migrate', 'Running upgrade')

    await expect.poll(() => said('detail')).toContain('Running upgrade')
    expect(said('detail').filter((it) => it === 'Looking for the database')).toHaveLength(1)
  })

  test('that a migration runs, which Kubernetes takes for ready', async () => {
    const { fake, said } = await watched()
    const containers = [{ name: 'migrate', state: running }]
    fake.put('Pod', pod({ name: 'zenml-migration-x', component: 'migration', ready: true, containers }))

    await expect.poll(() => said('step')).toEqual(['Migrating the database'])
    expect(said('detail')).toEqual(['Pod zenml-migration-x migrates the database'])
  })

  test('that the cluster does not answer, and that it does again', async () => {
    const { fake, said } = await watched(quick)
    fake.pause()
    await expect.poll(() => said('warning')).toEqual(['The cluster does not answer. Waiting for it.'])
    fake.resume()

    await expect.poll(() => said('detail')).toContain('The cluster answers again.')
  })

  test('of a trouble that may pass, after a while', async () => {
    const { fake, said, hasFailed } = await watched({ pollMs: 5, scale: 0.01 })
    fake.put('Pod', pod({ phase: 'Pending', unschedulable: '0/1 nodes are available: 1 Insufficient cpu.' }))

    await expect
      .poll(() => said('warning'))
      .toEqual([
        'No node of the cluster has room for the pod zenml-1. 0/1 nodes are available: 1 Insufficient cpu.',
      ])
    expect(hasFailed()).toBe(false)
  })
})

describe('it is certain to fail', () => {
  test('when an image does not exist', async () => {
    const { fake, watch } = await watched(quick)
    fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ErrImagePull', 'not found') }] }))

    expect(await watch.failure).toMatchObject({ code: 'IMAGE_NOT_FOUND' })
  })

  test('when a migration failed', async () => {
    const { fake, watch, later, hasFailed } = await watched()
    const containers = [{ name: 'migrate', state: ended(1) }]
    fake.logs.write('zen/zenml-migration-x/migrate', 'Access denied for user')
    await later()
    fake.put('Pod', pod({ name: 'zenml-migration-x', component: 'migration', phase: 'Failed', containers }))
    await later()
    expect(hasFailed()).toBe(false)
    fake.put('Job', job('zenml-migration', { conditions: [{ type: 'Failed', status: 'True' }] }))

    expect(await watch.failure).toMatchObject({ code: 'DATABASE_REFUSES_PASSWORD' })
  })

  test('when a container crashed three times, and not before', async () => {
    const { fake, watch, later, hasFailed } = await watched()
    await later()
    const crashed = (restartCount: number) =>
      pod({ containers: [{ state: waiting('CrashLoopBackOff'), lastState: ended(1), restartCount }] })
    fake.put('Pod', crashed(2))
    await later()
    expect(hasFailed()).toBe(false)
    fake.put('Pod', crashed(3))

    expect(await watch.failure).toMatchObject({ code: 'POD_CRASHES' })
  })

  test('when the last words of a crash say that no other try will help', async () => {
    const { fake, watch, later } = await watched()
    await later()
    fake.logs.write('zen/zenml-1/migrate', 'The migration can\'t start: (1045, "Access denied for user")')
    const first = [
      { name: 'migrate', state: waiting('CrashLoopBackOff'), lastState: ended(1), restartCount: 1 },
    ]
    fake.put('Pod', pod({ phase: 'Pending', first, containers: [{ state: waiting('PodInitializing') }] }))

    expect(await watch.failure).toMatchObject({ code: 'DATABASE_REFUSES_PASSWORD' })
  })

  test('when a running database waits for room on its volume', async () => {
    const { fake, watch, later } = await watched()
    await later()
    fake.logs.write(
      'zen/zenml-mysql-0/mysql',
      "Disk is full writing './binlog.000001' (OS errno 28 - No space left on device)",
    )
    fake.put(
      'Pod',
      pod({ name: 'zenml-mysql-0', component: 'mysql', containers: [{ name: 'mysql', state: running }] }),
    )

    expect(await watch.failure).toMatchObject({
      code: 'VOLUME_FULL',
      message: expect.stringContaining('database'),
    })
  })
})

describe('it is not certain to fail', () => {
  test('because of a failed migration of an earlier run', async () => {
    const { fake, watch, later, hasFailed } = await watched(quick)
    await watch.stop()
    fake.put('Job', job('zenml-migration', { conditions: [{ type: 'Failed', status: 'True' }] }))
    const containers = [{ name: 'migrate', state: ended(1) }]
    fake.put('Pod', pod({ name: 'zenml-migration-x', component: 'migration', phase: 'Failed', containers }))
    const second = watchRelease(await openFake(fake), () => undefined, quick)
    onTestFinished(() => second.stop())
    let failed = false
    void second.failure.then(() => {
      failed = true
    })
    await later()

    expect([failed, hasFailed()]).toEqual([false, false])
  })

  test('while a volume that was full becomes larger', async () => {
    const { fake, watch, later, hasFailed } = await watched()
    const sized = (storage: string) => ({
      ...claim('zenml-config', 'Bound'),
      spec: { resources: { requests: { storage: '20Gi' } } },
      status: { phase: 'Bound', capacity: { storage } },
    })
    fake.put('PersistentVolumeClaim', sized('300Ki'))
    await later()
    fake.logs.write('zen/zenml-1/sqlite', 'No space left on device')
    const state = { name: 'sqlite', state: waiting('CrashLoopBackOff'), lastState: ended(1) }
    fake.put('Pod', pod({ phase: 'Pending', first: [{ ...state, restartCount: 4 }], containers: [] }))
    await later()
    expect(hasFailed()).toBe(false)
    fake.put('PersistentVolumeClaim', sized('20Gi'))

    expect(await watch.failure).toMatchObject({ code: 'VOLUME_FULL' })
  })
})

test('a watch that is stopped asks no more', async () => {
  const { fake, watch, later } = await watched()
  fake.logs.write('zen/zenml-1/migrate', 'one')
  fake.put('Pod', pod({ first: [{ name: 'migrate', state: running }] }))
  await later()
  await watch.stop()
  const before = fake.requests.length
  await new Promise((resolve) => setImmediate(resolve))

  expect(fake.requests).toHaveLength(before)
})
