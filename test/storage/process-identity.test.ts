import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { isAlive, startTimeOf } from '../../src/storage/process-identity.ts'

/** A process that lives until it is told not to. */
function start(name = 'node') {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9); console.log("up")'], {
    argv0: name,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

test('a process has one start time for all its life, and none afterwards', async () => {
  const child = start()
  await once(child.stdout, 'data')
  const pid = child.pid ?? 0
  const startedAt = (await startTimeOf(pid)) ?? ''

  expect(startedAt).not.toBe('')
  expect(await startTimeOf(pid)).toBe(startedAt)
  expect(await isAlive({ pid, startedAt })).toBe(true)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone

  expect(await startTimeOf(pid)).toBeUndefined()
  expect(await isAlive({ pid, startedAt })).toBe(false)
})

test('a later process with the same number is another one', async () => {
  expect(await isAlive({ pid: process.pid, startedAt: 'earlier' })).toBe(false)
})

test.skipIf(process.platform !== 'linux')('a process that is dead but not yet buried is gone', async () => {
  // The shell starts a child, then becomes a program that never asks how its children ended.
  const parent = spawn('sh', ['-c', 'sh -c "read word" <&3 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  onTestFinished(() => {
    parent.kill('SIGKILL')
  })
  const [line]: Buffer[] = parent.stdout ? await once(parent.stdout, 'data') : []
  const pid = Number(line?.toString())
  await expect.poll(() => readFile(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n')
  expect(await startTimeOf(pid)).toBeDefined()
  parent.stdio[3]?.destroy()

  await expect.poll(() => startTimeOf(pid)).toBeUndefined()
  expect(process.kill(pid, 0)).toBe(true)
})

test.skipIf(process.platform === 'win32')('ps tells the same, where there is no /proc', async () => {
  const startedAt = await startTimeOf(process.pid, 'darwin')

  expect(startedAt).toMatch(/\d\d:\d\d:\d\d \d{4}$/)
  expect(await startTimeOf(2 ** 22 + 1, 'darwin')).toBeUndefined()
})
