import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { isReady } from '../../../src/client/server-health.ts'
import type { EngineFacts, Target } from '../../../src/engine/engine.ts'
import { readLocalRecord } from '../../../src/engine/local/local-record.ts'
import { isAlive } from '../../../src/storage/process-identity.ts'
import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { usedClientDirectory } from '../../zenml/client-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'

test('another port moves the server, and a server that died is seen as stopped and would be started', async () => {
  const { engine, facts, listener, signal } = await usedComputer()
  const target = await localTarget()
  const first = await engine.up(target, listener, signal)
  const moved = await localTarget()

  const { outputs, resources } = await engine.up(moved, listener, signal)

  expect(outputs.url).toBe(`http://127.0.0.1:${moved.spec.options['port']}`)
  expect(resources).toContainEqual({ type: 'ZenML server', name: outputs.url, action: 'replace' })
  expect(await isReady(first.outputs), 'nobody at the old address').toBe(false)

  const server = await processOf(facts)
  process.kill(server.pid, 'SIGKILL')
  await vi.waitFor(async () => expect(await isAlive(server)).toBe(false), { timeout: 5_000 })
  expect((await engine.read('local'))?.status).toBe('stopped')
  const preview = await engine.preview(moved, signal)
  expect(preview.resources).toContainEqual({ type: 'ZenML server', name: outputs.url, action: 'create' })
}, 120_000)

test('a zen that is killed in the middle leaves a server that the next one takes over', async () => {
  const { engine, facts, listener, signal } = await usedComputer()
  const target = await localTarget()
  const program = fileURLToPath(new URL('../../engine/local/up-program.ts', import.meta.url))

  const zen = spawn(process.execPath, [program, JSON.stringify({ facts, target })], { stdio: 'inherit' })
  await vi.waitFor(() => processOf(facts), { timeout: 20_000 })
  zen.kill('SIGKILL')
  await once(zen, 'exit')
  const started = await processOf(facts)

  expect((await engine.read('local'))?.status).toBe('incomplete')
  const { resources } = await engine.up(target, listener, signal)
  expect(resources.every(({ action }) => action === 'same')).toBe(true)
  expect(await processOf(facts)).toEqual(started)
  expect((await engine.read('local'))?.status).toBe('running')
}, 120_000)

test('an interrupted up stops the server that it started, and says how to go on', async () => {
  const { engine, facts, listener } = await usedComputer()
  const target = await localTarget()
  const interrupt = new AbortController()

  const up = engine.up(target, listener, interrupt.signal)
  up.catch(() => undefined)
  const started = await vi.waitFor(() => processOf(facts), { timeout: 20_000 })
  interrupt.abort()

  await expect(up).rejects.toMatchObject({ code: 'INTERRUPTED', exit: 130 })
  expect(await isAlive(started)).toBe(false)
  expect((await engine.read('local'))?.status).toBe('incomplete')
  expect(
    await engine.destroy('local', { data: 'keep' }, listener, new AbortController().signal),
  ).toMatchObject({
    left: [],
  })
}, 60_000)

test('a file that is no database ends in an error with the last words of the server', async () => {
  const { engine, facts, listener, signal } = await usedComputer()
  const stores = join(facts.clientDirectory, 'local_stores', 'default_zen_store')
  await writeFile(join(stores, 'zenml.db'), 'not a database '.repeat(500))

  const up = engine.up(await localTarget(), listener, signal)

  await expect(up).rejects.toMatchObject({ code: 'SERVER_DIED', foreign: expect.stringContaining('Exiting') })
  expect(await engine.destroy('local', { data: 'keep' }, listener, signal)).toMatchObject({
    data: { action: 'kept' },
  })
}, 60_000)

test('a database of a newer ZenML is left alone, in words that say what to do', async () => {
  const { engine, facts, listener, signal } = await usedComputer()
  await pretendNewer(facts)

  const up = engine.up(await localTarget(), listener, signal)

  await expect(up).rejects.toMatchObject({
    code: 'DATABASE_TOO_NEW',
    foreign: expect.stringContaining("Can't locate revision"),
  })
}, 60_000)

test('a taken port is found before anything is started, with a free one to use', async () => {
  const { engine, facts, listener, signal } = await usedComputer()
  const target = await localTarget()
  const other = createServer()
  await new Promise<void>((resolve) =>
    other.listen(Number(target.spec.options['port']), '127.0.0.1', resolve),
  )
  onTestFinished(() => {
    other.close()
  })

  await expect(engine.up(target, listener, signal)).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    details: { pid: process.pid, free: expect.any(Number) },
    fix: [expect.stringMatching(/--port \d+/)],
  })
  const findings = await Promise.all(
    engine.checks(target).map(async ({ id, run }) => [id, (await run()).verdict]),
  )
  expect(Object.fromEntries(findings)).toMatchObject({ 'local-port': 'fail', 'local-database': 'pass' })
  expect(await readLocalRecord(facts.dataDirectory, 'local')).toBeUndefined()
}, 30_000)

/** A computer on which the ZenML client was used, and its virtual environment is active. */
async function usedComputer() {
  const computer = await localComputer({
    env: activeEnvironment(await zenmlPython()),
    clientVersion: '0.98.0',
  })
  await mkdir(computer.facts.clientDirectory)
  await usedClientDirectory(computer.facts.clientDirectory)
  return computer
}

async function processOf(facts: EngineFacts, name: Target['spec']['name'] = 'local') {
  const running = (await readLocalRecord(facts.dataDirectory, name))?.runtime.process
  if (!running) throw new Error('no process is recorded')
  return running
}

async function pretendNewer({ clientDirectory, env }: EngineFacts): Promise<void> {
  const file = join(clientDirectory, 'local_stores', 'default_zen_store', 'zenml.db')
  const statement =
    'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute("update alembic_version set version_num=\'9.9.9\'"); c.commit()'
  const child = spawn(await zenmlPython(), ['-c', statement, file], { stdio: 'inherit', env })
  await new Promise((resolve) => child.once('close', resolve))
}
