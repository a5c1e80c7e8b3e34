/** What every engine must do, by the words of `src/engine/engine.ts`. Run for the fake and for real engines. */
import { describe, expect, it } from 'vitest'
import type { Engine, EngineListener, Target } from '../../src/engine/engine.ts'
import type { Outputs } from '../../stacks/contract.ts'

/** An engine on a computer where nothing is deployed. Whoever makes it cleans up after the test. */
export interface EngineUnderTest {
  readonly engine: Engine
  /** Something this engine can deploy. */
  readonly target: Target
}

export interface ConformanceOptions {
  /** For one test, in milliseconds. A whole life of a deployment is one test. @default 10000 */
  readonly timeoutMs?: number
}

const ignored: EngineListener = () => undefined
const quiet = () => new AbortController().signal

/**
 * Declares the tests of the port for one engine.
 * @param make is called at the start of each test
 */
export function engineConformance(
  name: string,
  make: () => Promise<EngineUnderTest>,
  { timeoutMs = 10_000 }: ConformanceOptions = {},
): void {
  describe(`${name}, as an engine`, () => {
    it('knows nothing of a deployment that nobody made', { timeout: timeoutMs }, async () => {
      const { engine, target } = await make()
      const { name } = target.spec

      expect(await engine.read(name)).toBeUndefined()
      expect((await engine.list()).map((deployment) => deployment.name)).not.toContain(name)
      expect(await engine.planDestroy(name)).toBeUndefined()
      await expect(engine.stop(name, ignored, quiet())).rejects.toMatchObject({ name: 'ZenError' })
      await expect(linesOf(engine, name, 5)).rejects.toMatchObject({ name: 'ZenError' })
      await engine.cancel(name)
      const live = await engine.inspect?.(name, quiet())
      expect(live?.troubles).not.toEqual([])
      if (engine.forward) {
        const forward = engine.forward(name, quiet())
        await expect(forward).rejects.toMatchObject({ name: 'ZenError' })
      }
    })

    it('settles what is settled to the same, and gives nothing away', { timeout: timeoutMs }, async () => {
      const { engine, target } = await make()

      const settled = await settledBy(engine, target)

      expect(settled.spec).toMatchObject({ name: target.spec.name, provider: target.spec.provider })
      expect(settled.spec.options).toMatchObject(target.spec.options)
      expect(settled.secrets).toEqual(target.secrets)
      expect(await settledBy(engine, settled)).toEqual(settled)
    })

    it('previews without changing anything', { timeout: timeoutMs }, async () => {
      const { engine, target } = await make()

      const preview = await engine.preview(target, quiet())

      expect(preview.resources.map(({ action }) => action)).toContain('create')
      expect(preview.where).not.toBe('')
      expect(preview.estimate.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(await engine.read(target.spec.name)).toBeUndefined()
      expect(await engine.planDestroy(target.spec.name)).toBeUndefined()
    })

    it('names its checks, each once', async () => {
      const { engine, target } = await make()

      for (const checks of [engine.checks(), engine.checks(target)]) {
        expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
        for (const { id, title } of checks) expect([id, title].every(Boolean)).toBe(true)
      }
    })

    it('creates nothing once it was interrupted', { timeout: timeoutMs }, async () => {
      const { engine, target } = await make()

      const up = engine.up(target, ignored, AbortSignal.abort())

      await expect(up).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
      expect((await engine.read(target.spec.name))?.status).not.toBe('running')
    })

    it('leads a deployment through its life', { timeout: timeoutMs }, () => wholeLife(make))
  })
}

/** What actions hand to all other methods. */
async function settledBy({ settle }: Engine, target: Target): Promise<Target> {
  return settle ? settle(target) : target
}

async function wholeLife(make: () => Promise<EngineUnderTest>): Promise<void> {
  const { engine, target: wanted } = await make()
  const target = await settledBy(engine, wanted)
  const { name, provider } = target.spec

  const up = await engine.up(target, ignored, quiet())
  expect(up.resources.map(({ action }) => action)).toContain('create')
  expect(up.outputs.url).toMatch(/^https?:\/\/[^/]+(\/.*[^/])?$/)
  await assertRunning({ engine, target }, up.outputs)
  await assertWatched(engine, name, up.outputs)

  // A second time changes nothing, and says so beforehand.
  const preview = await engine.preview(target, quiet())
  expect(new Set(preview.resources.map(({ action }) => action))).toEqual(new Set(['same']))
  const again = await engine.up(target, ignored, quiet())
  expect(again.outputs).toEqual(up.outputs)
  expect(new Set(again.resources.map(({ action }) => action))).toEqual(new Set(['same']))

  expect((await linesOf(engine, name, 1)).length).toBeLessThanOrEqual(1)

  // Stopping keeps everything, twice is as good as once, and the same target starts it again.
  await engine.stop(name, ignored, quiet())
  await engine.stop(name, ignored, quiet())
  expect(await engine.read(name)).toMatchObject({ name, provider, status: 'stopped', outputs: up.outputs })
  const started = await engine.up(target, ignored, quiet())
  expect(started.outputs).toEqual(up.outputs)
  await assertRunning({ engine, target }, up.outputs)

  await assertDestroyable(engine, name)
}

async function assertRunning({ engine, target }: EngineUnderTest, outputs: unknown): Promise<void> {
  const { name, provider } = target.spec
  const deployment = await engine.read(name)
  expect(deployment).toMatchObject({ name, provider, status: 'running', spec: target.spec })
  expect(deployment?.outputs).toMatchObject({ url: expect.any(String), password: expect.any(String) })
  expect(outputs).toMatchObject({ url: deployment?.outputs?.url, password: deployment?.outputs?.password })
  expect(Date.parse(deployment?.createdAt ?? '')).toBeLessThanOrEqual(Date.parse(deployment?.updatedAt ?? ''))
  expect((await engine.list()).map((one) => [one.name, one.status])).toContainEqual([name, 'running'])
  const password = deployment?.outputs?.password || 'no password'
  expect(JSON.stringify(deployment?.spec)).not.toContain(password)
}

/** Only engines that can look into the place where a server runs. */
async function assertWatched(engine: Engine, name: string, outputs: Outputs): Promise<void> {
  const live = await engine.inspect?.(name, quiet())
  if (live?.replicas) expect(live.replicas.ready).toBeGreaterThan(0)
  const forward = await engine.forward?.(name, quiet())
  expect(forward !== undefined).toBe(engine.forward !== undefined && outputs.unexposed === true)
  if (!forward) return
  expect(forward.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  await forward.close()
}

/** First with the data kept, then the data alone. */
async function assertDestroyable(engine: Engine, name: string): Promise<void> {
  const plan = await engine.planDestroy(name)
  expect(plan?.resources.map(({ action }) => action)).toContain('delete')

  const destroyed = await engine.destroy(name, { data: 'keep' }, ignored, quiet())
  expect(destroyed).toMatchObject({ left: [] })
  expect(await engine.read(name)).toBeUndefined()
  const rest = await engine.planDestroy(name)
  if (destroyed.data.action === 'kept' && rest !== undefined) {
    expect(rest.resources).toEqual([])
    expect(rest.dataLocation).toBe(destroyed.data.location)
    const wiped = await engine.destroy(name, { data: 'delete' }, ignored, quiet())
    expect(wiped).toMatchObject({ left: [], data: { action: 'deleted' } })
  }
  expect(await engine.planDestroy(name)).toBeUndefined()
}

async function linesOf(engine: Engine, name: string, tail: number): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of engine.logs(name, { tail, follow: false, signal: quiet() })) lines.push(line)
  return lines
}
