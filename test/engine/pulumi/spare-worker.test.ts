import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { spareWorker } from '../../../src/engine/pulumi/spare-worker.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A process that waits for messages, as long as somebody could send one. */
async function waiting() {
  const file = join(await temporaryDirectory(), 'waiting.mjs')
  await writeFile(file, `process.on('message', () => undefined)`)
  const child = fork(file, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'spawn')
  return child
}

test('a worker that was left is taken once', async () => {
  const spare = spareWorker()
  const worker = await waiting()

  expect(spare.take()).toBeUndefined()
  spare.leave(worker)

  expect(spare.take()).toBe(worker)
  expect(spare.take()).toBeUndefined()
})

test('a worker that is gone meanwhile is not taken', async () => {
  const spare = spareWorker()
  const worker = await waiting()
  spare.leave(worker)

  worker.kill('SIGKILL')
  await once(worker, 'exit')

  expect(spare.take()).toBeUndefined()
})

test('of two workers that are left one goes', async () => {
  const spare = spareWorker()
  const [one, other] = [await waiting(), await waiting()]
  const gone = once(one, 'exit')

  spare.leave(one)
  spare.leave(other)

  await gone
  expect(spare.take()).toBe(other)
})
