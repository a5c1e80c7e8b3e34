import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { provide } from '../../scripts/toolchain/provide.ts'
import { cachedPath, versionAnswer, type Workshop } from '../../scripts/toolchain/ready-program.ts'
import { withLock } from '../../src/storage/lock.ts'
import { fakeGo } from './fake-go.ts'
import { sampleWorkshop, writeProgram } from './sample-module.ts'
import { sample } from './sample-recipe.ts'

const observer = { waiting: () => undefined, building: () => ({ end: () => undefined }) }
const script = fileURLToPath(new URL('build-process.ts', import.meta.url))

/** A process that provides the sample. Killed with all it started when the test is over. */
function start(workshop: Workshop) {
  const child = spawn(process.execPath, [script, JSON.stringify(workshop)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

describe('a program that is nowhere', () => {
  test('is built once, and then taken from the cache', async () => {
    const { workshop, builds } = await fakeGo(await sampleWorkshop())

    const first = await provide(sample, { workshop, observer })
    const second = await provide(sample, { workshop, observer })

    expect([first.source, second.source]).toEqual(['built', 'cache'])
    expect(second.path).toBe(first.path)
    expect(await builds()).toBe(1)
  })

  test('is built once by two processes that want it at the same time', async () => {
    const { workshop, builds, hold, release, untilBuilding } = await fakeGo(await sampleWorkshop())
    await hold()
    const first = start(workshop)
    await untilBuilding(1)

    const second = start(workshop)
    const [words] = await once(second.stdout, 'data')
    await release()

    expect(String(words)).toBe('waiting\n')
    expect(await Promise.all([text(first.stdout), text(second.stdout)])).toEqual(['built\n', 'cache\n'])
    expect(await builds()).toBe(1)
  })

  test('is taken as soon as it is there, though another process goes on building', async () => {
    const { workshop } = await fakeGo(await sampleWorkshop())
    const cached = cachedPath(sample, workshop)
    const lock = join(workshop.cache, 'build.lock')
    const options = { patienceMs: 0, refused: () => new Error('refused') }

    const found = await withLock(lock, options, async () => {
      let provided: Promise<unknown> = Promise.resolve()
      await new Promise<void>((waiting) => {
        provided = provide(sample, { workshop, observer: { ...observer, waiting: () => waiting() } })
      })
      await writeProgram(dirname(cached), sample, 'sample v1.2.3')
      return provided
    })

    expect(found).toEqual({ path: cached, source: 'cache' })
  })

  test('says what to install where there is no Go', async () => {
    const workshop = { ...(await sampleWorkshop()), env: { PATH: '/nowhere' } }

    await expect(provide(sample, { workshop, observer })).rejects.toMatchObject({
      code: 'GO_MISSING',
      fix: expect.arrayContaining([expect.stringContaining('Install Go')]),
    })
    expect(await readdir(workshop.cache)).toEqual([])
  })
})

describe('a build that does not end well', () => {
  test('is not taken for a finished one when it was killed, and is begun again', async () => {
    const { workshop, builds, hold, release, untilBuilding } = await fakeGo(await sampleWorkshop())
    await hold()
    const child = start(workshop)
    await untilBuilding(1)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    await release()

    const found = await provide(sample, { workshop, observer })

    expect(found.source).toBe('built')
    expect(versionAnswer(sample, found.path)).toBe('sample v1.2.3\n')
    expect(await builds()).toBe(2)
    expect(await readdir(workshop.cache)).toHaveLength(1)
  })

  test('leaves nothing when it is interrupted', async () => {
    const { workshop, hold, untilBuilding } = await fakeGo(await sampleWorkshop())
    await hold()
    const interruption = new AbortController()
    const provided = provide(sample, { workshop, observer, signal: interruption.signal })
    const refused = expect(provided).rejects.toMatchObject({ code: 'TOOLCHAIN_INTERRUPTED', exit: 130 })
    await untilBuilding(1)

    interruption.abort()

    await refused
    expect(await readdir(workshop.cache)).toEqual([])
  })

  test('leaves nothing when the program is of another version than the recipe says', async () => {
    const { workshop } = await fakeGo(await sampleWorkshop())
    const newer = { ...sample, version: '1.2.4' }

    await expect(provide(newer, { workshop, observer })).rejects.toMatchObject({
      code: 'TOOLCHAIN_WRONG_VERSION',
      foreign: 'sample v1.2.3',
    })
    expect(await readdir(workshop.cache)).toEqual([])
  })
})
