import { spawn } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { launchServer, stopServer } from '../../../src/engine/local/server-process.ts'
import { isAlive, type ProcessIdentity } from '../../../src/storage/process-identity.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('a zen that can not write down whom it started leaves nobody behind', async () => {
  const options = await launchOptions('read go || exit 0; sleep 60')
  let started: ProcessIdentity | undefined

  const launched = launchServer({
    ...options,
    started: async (identity) => {
      started = identity
      throw new Error('disk full')
    },
  })

  await expect(launched).rejects.toThrow('disk full')
  await vi.waitFor(async () => expect(started && (await isAlive(started))).toBe(false), { timeout: 5_000 })
})

test('the server leads a session of its own, so that it survives the terminal', async () => {
  const identity = await launchServer(await launchOptions('read go; exec sleep 60'))
  onTestFinished(async () => void (await stopServer(identity)))

  expect(() => process.kill(-identity.pid, 0), 'a process group with its number').not.toThrow()
})

test('a server that does not listen to reason is killed after the grace', async () => {
  const identity = await launchServer(
    await launchOptions('trap "" TERM; read go; while :; do sleep 0.1; done'),
  )

  expect(await stopServer(identity, 200)).toBe(true)

  expect(await isAlive(identity)).toBe(false)
})

test('a process that merely has the same number is left alone', async () => {
  const stranger = spawn('sleep', ['60'])
  onTestFinished(() => void stranger.kill('SIGKILL'))

  expect(await stopServer({ pid: stranger.pid ?? 0, startedAt: 'long ago' })).toBe(true)

  expect(stranger.exitCode).toBeNull()
  expect(() => process.kill(stranger.pid ?? 0, 0)).not.toThrow()
})

test('a Python that can not be started is an error that names it', async () => {
  const options = await launchOptions('')

  const launched = launchServer({ ...options, python: '/nowhere/python' })

  await expect(launched).rejects.toMatchObject({
    code: 'PYTHON_NOT_STARTED',
    details: { python: '/nowhere/python' },
  })
})

/** A shell script stands in for Python: what is tested here is the process, not what it runs. */
async function launchOptions(script: string) {
  const directory = await temporaryDirectory()
  const python = join(directory, 'python')
  await writeFile(python, `#!/bin/sh\n${script}\n`)
  await chmod(python, 0o755)
  return {
    python,
    host: '127.0.0.1',
    port: 1,
    directory,
    logFile: join(directory, 'server.log'),
    env: { PATH: '/usr/bin:/bin' },
    started: async () => undefined,
  }
}
