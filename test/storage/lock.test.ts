import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, watch, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { breakLock, withLock } from '../../src/storage/lock.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const script = fileURLToPath(new URL('lock-process.ts', import.meta.url))
const impatient = {
  patienceMs: 0,
  refused: (owner: object) => Object.assign(new Error('refused'), { owner }),
}
const patient = { ...impatient, patienceMs: 30_000 }

async function lockFile(): Promise<string> {
  return join(await temporaryDirectory(), 'locks', 'a.lock')
}

function start(file: string, mode: string) {
  const child = spawn(process.execPath, [script, file, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** Resolves once a file whose name starts like this has come into the folder, if only for a moment. */
async function watchFor(directory: string, prefix: string, signal: AbortSignal): Promise<void> {
  for await (const { filename } of watch(directory, { signal })) {
    if (filename?.startsWith(prefix)) return
  }
}

/** A process that holds the lock. */
async function holder(file: string) {
  const child = start(file, 'hold')
  await once(child.stdout, 'data')
  return {
    pid: child.pid,
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

describe('a lock', () => {
  test('is there while the work runs, readable for its owner only, and gone afterwards', async () => {
    const file = await lockFile()

    const result = await withLock(file, impatient, async () => {
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      return 'done'
    })

    expect(result).toBe('done')
    expect(await readdir(dirname(file))).toEqual([])
  })

  test('is gone after work that fails, and the failure is passed on', async () => {
    const file = await lockFile()

    await expect(withLock(file, impatient, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )

    expect(await readdir(dirname(file))).toEqual([])
  })

  test('is refused to others, who learn who has it', async () => {
    const file = await lockFile()
    const { pid } = await holder(file)

    await expect(withLock(file, impatient, async () => 'in')).rejects.toThrow(
      expect.objectContaining({ owner: expect.objectContaining({ pid, host: hostname() }) }),
    )
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid })
  })

  test('is given to who waits once it is free', async () => {
    const file = await lockFile()
    const order: string[] = []
    let waiting: Promise<unknown> | undefined

    await withLock(file, patient, async () => {
      waiting = withLock(file, patient, async () => order.push('second'))
      await expect(withLock(file, impatient, async () => order.push('never'))).rejects.toThrow('refused')
      order.push('first')
    })
    await waiting

    expect(order).toEqual(['first', 'second'])
  })

  test('tells who waits, once, whom it waits for', async () => {
    const file = await lockFile()
    const told: unknown[] = []
    const onWait = ({ pid }: { readonly pid: number }) => told.push(pid)
    const { pid } = await holder(file)

    await expect(withLock(file, { ...impatient, patienceMs: 200, onWait }, async () => 'in')).rejects.toThrow(
      'refused',
    )

    expect(told).toEqual([pid])
  })

  test('is no longer waited for after an interruption', async () => {
    const file = await lockFile()
    await holder(file)
    const interruption = new AbortController()
    const onWait = () => interruption.abort()

    await expect(
      withLock(file, { ...patient, onWait, signal: interruption.signal }, async () => 'in'),
    ).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))

    expect(await readdir(dirname(file))).toEqual(['a.lock'])
  })

  test('of a killed process is taken over at once', async () => {
    const file = await lockFile()
    const { kill } = await holder(file)
    await kill()
    expect(await readdir(dirname(file))).toEqual(['a.lock'])

    expect(await withLock(file, impatient, async () => 'in')).toBe('in')

    expect(await readdir(dirname(file))).toEqual([])
  })

  test('of a process whose number another one has by now is taken over', async () => {
    const file = await lockFile()
    await withLock(file, impatient, async () => {
      const owner = JSON.parse(await readFile(file, 'utf8'))
      await writeFile(file, JSON.stringify({ ...owner, startedAt: 'long ago' }))

      expect(await withLock(file, impatient, async () => 'in')).toBe('in')
    })
  })

  test('of another computer is respected, because nobody here knows whether its owner lives', async () => {
    const file = await lockFile()
    await withLock(file, impatient, async () => {
      const owner = JSON.parse(await readFile(file, 'utf8'))
      await writeFile(file, JSON.stringify({ ...owner, host: 'elsewhere', startedAt: 'long ago' }))

      await expect(withLock(file, impatient, async () => 'in')).rejects.toThrow('refused')
    })
  })

  test('is not taken from who took it over first', async () => {
    const file = await lockFile()
    const directory = dirname(file)
    let late: Promise<unknown> | undefined

    await withLock(`${file}.takeover`, impatient, async () => {
      await writeFile(file, 'of somebody dead')
      const change = new AbortController()
      const seen = watchFor(directory, 'a.lock.takeover.', change.signal)
      late = withLock(file, { ...impatient, patienceMs: 1_000 }, async () => 'in')
      late.catch(() => {})
      // Now it knows the lock as stale, and waits for its turn to remove it.
      await seen
      change.abort()
      await breakLock(file)
      await holder(file)
    })

    await expect(late).rejects.toThrow('refused')
  })

  test.each([['not JSON'], ['{}'], [''], ['null']])('file that says %j is no lock', async (content) => {
    const file = await lockFile()
    await withLock(file, impatient, async () => {})
    await writeFile(file, content)

    expect(await withLock(file, impatient, async () => 'in')).toBe('in')
  })

  test('that was broken can be taken, and its former owner does not remove the new one', async () => {
    const file = await lockFile()

    await withLock(file, impatient, async () => {
      await breakLock(file)
      await holder(file)
    })

    await expect(withLock(file, impatient, async () => 'in')).rejects.toThrow('refused')
  })
})

describe('many processes', () => {
  test.each([
    ['from the start', async () => {}],
    [
      'after one was killed',
      async (file: string) => {
        const { kill } = await holder(file)
        await kill()
      },
    ],
    [
      'after one was killed while it took over',
      async (file: string) => {
        await (await holder(file)).kill()
        await (await holder(`${file}.takeover`)).kill()
      },
    ],
  ])('take turns, never two at once, %s', async (_, prepare) => {
    const file = await lockFile()
    await prepare(file)

    const crowded = await Promise.all([1, 2, 3, 4].map(() => text(start(file, '60').stdout)))

    expect(crowded).toEqual(['0\n', '0\n', '0\n', '0\n'])
    expect(await readdir(dirname(file))).toEqual([])
  })
})
