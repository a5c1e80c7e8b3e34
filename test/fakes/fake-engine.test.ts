import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/engine/engine.ts'
import { fakeServer } from '../client/fake-server.ts'
import { engineConformance } from './engine-conformance.ts'
import { nowhere, silence } from './fake-cluster.ts'
import { fakeEngine } from './fake-engine.ts'

const target: Target = {
  spec: { name: 'team', provider: 'local', options: { port: 1 } },
  secrets: { password: 'typed-once' },
}
const owner = { user: 'ada', host: 'desk', pid: 7, since: '2026-01-01T00:00:00.000Z' }
const ignored = () => undefined
const { signal } = new AbortController()

const inCluster: Target = { spec: { ...target.spec, options: { expose: 'none' } }, secrets: {} }

engineConformance('the fake engine', async () => ({ engine: engine().engine, target }))
engineConformance('the fake engine in a cluster', async () => ({ engine: cluster(), target: inCluster }))

describe('the fake engine', () => {
  it('creates nothing when it fails at once, and leaves something unfinished when it fails late', async () => {
    const { engine: fake } = engine()

    fake.faults.failAtUp = true
    await expect(fake.up(target, ignored, signal)).rejects.toThrow('no room')
    expect(await fake.read('team')).toBeUndefined()

    fake.faults.failAtUp = false
    fake.faults.failAfterCreating = true
    await expect(fake.up(target, ignored, signal)).rejects.toThrow('did not become ready')
    const unfinished = await fake.read('team')
    expect(unfinished?.status).toBe('incomplete')
    expect(unfinished).not.toHaveProperty('outputs')
  })

  it('waits until it is interrupted and then keeps what it has', async () => {
    const { engine: fake } = engine()
    const controller = new AbortController()
    fake.faults.hang = true

    const up = fake.up(target, () => controller.abort(), controller.signal)

    await expect(up).rejects.toMatchObject({ code: 'INTERRUPTED' })
    fake.faults.hang = false
    expect((await fake.up(target, ignored, signal)).outputs.password).toBe('typed-once')
  })

  it('refuses every change while it is locked, until the lock is taken away', async () => {
    const { engine: fake } = engine()
    fake.faults.lockedBy = owner

    await expect(fake.up(target, ignored, signal)).rejects.toMatchObject({
      code: 'DEPLOYMENT_LOCKED',
      exit: 5,
    })
    await fake.cancel('team')

    await fake.up(target, ignored, signal)
    expect(fake.journal).toEqual(['up team', 'cancel team', 'up team'])
  })

  it('keeps a deployment of which something is left', async () => {
    const { engine: fake } = engine()
    await fake.up(target, ignored, signal)
    fake.faults.leftovers = ['volume team-data']

    expect(await fake.destroy('team', { data: 'delete' }, ignored, signal)).toMatchObject({
      left: ['volume team-data'],
    })

    expect(await fake.read('team')).toBeDefined()
  })

  it('turns its server on and off, and has it forget deleted data', async () => {
    const { engine: fake, switched } = engine()

    await fake.up(target, ignored, signal)
    await fake.stop('team', ignored, signal)
    await fake.up(target, ignored, signal)
    await fake.destroy('team', { data: 'delete' }, ignored, signal)

    expect(switched).toEqual(['on', 'off', 'on', 'off', 'forget'])
  })

  it('follows its log until the signal', async () => {
    const { engine: fake } = engine()
    await fake.up(target, ignored, signal)
    const controller = new AbortController()
    const lines: string[] = []

    for await (const line of fake.logs('team', { tail: 1, follow: true, signal: controller.signal })) {
      lines.push(line)
      if (line === 'Ready') fake.log('team', 'GET /ready')
      else controller.abort()
    }

    expect(lines).toEqual(['Ready', 'GET /ready'])
  })
})

describe('the fake engine in a cluster', () => {
  it('settles the context, and keeps one that is there', async () => {
    const mine = { spec: { ...target.spec, options: { context: 'mine' } }, secrets: {} }

    expect((await cluster().settle?.(target))?.spec.options).toEqual({ port: 1, context: 'fake' })
    expect((await cluster().settle?.(mine))?.spec.options).toEqual({ context: 'mine' })
  })

  it('forwards to an unexposed server until it is closed', async () => {
    const fake = cluster((await greeter()).url)
    const { outputs } = await fake.up(inCluster, ignored, signal)
    expect(outputs).toMatchObject({ unexposed: true, url: nowhere })

    const forward = await fake.forward?.('team', signal)

    expect(await (await fetch(forward?.url ?? '')).text()).toBe('hello')
    await forward?.close()
    await expect(fetch(forward?.url ?? '')).rejects.toThrow()
    expect(fake.forwards.map(({ isOpen }) => isOpen())).toEqual([false])
  })

  it('says why a way to a server ended by itself', async () => {
    const fake = cluster((await greeter()).url)
    await fake.up(inCluster, ignored, signal)
    const forward = await fake.forward?.('team', signal)

    await fake.stop('team', ignored, signal)

    expect(await forward?.ended).toBe('The server was stopped.')
  })

  it('knows nothing while the cluster is silent, and forgets when told that it is gone', async () => {
    const fake = cluster()
    await fake.up(inCluster, ignored, signal)
    fake.faults.clusterSilent = true

    expect(await fake.read('team')).toMatchObject({ status: 'unknown' })
    expect(await fake.inspect?.('team', signal)).toEqual({ troubles: [silence] })
    expect(await fake.planDestroy('team')).toMatchObject({ unreachable: silence })
    await expect(fake.destroy('team', { data: 'delete' }, ignored, signal)).rejects.toThrow(silence)

    const gone = { data: 'keep', placeGone: true } as const
    expect(await fake.destroy('team', gone, ignored, signal)).toEqual({ left: [], data: { action: 'none' } })
    expect(await fake.planDestroy('team')).toBeUndefined()
    expect(fake.journal).toEqual(['up team', 'destroy delete team', 'destroy keep gone team'])
  })

  it('looks as long as it may', async () => {
    const fake = cluster()
    await fake.up(inCluster, ignored, signal)
    fake.live.facts = { troubles: ['The pod restarts.'] }
    expect(await fake.inspect?.('team', signal)).toMatchObject({
      where: 'context "fake" (https://fake:6443), namespace team',
      replicas: { ready: 1, wanted: 1 },
      troubles: ['The pod restarts.'],
    })

    fake.faults.slowInspect = true
    expect(await fake.inspect?.('team', AbortSignal.timeout(1))).toEqual({ troubles: [silence] })
  })
})

function cluster(url = 'http://127.0.0.1:1') {
  const idle = () => undefined
  return fakeEngine({ server: { url, resume: idle, pause: idle, forget: idle }, cluster: true })
}

/** Says hello to everybody. */
function greeter() {
  return fakeServer({ status: 200, body: 'hello' })
}

function engine() {
  const switched: string[] = []
  const server = {
    url: 'http://127.0.0.1:1',
    resume: () => void switched.push('on'),
    pause: () => void switched.push('off'),
    forget: () => void switched.push('forget'),
  }
  return { engine: fakeEngine({ server }), switched }
}
