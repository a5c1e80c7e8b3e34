import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { EngineFacts } from '../../../src/engine/engine.ts'
import { databaseFile } from '../../../src/engine/local/database.ts'
import type { LocalRecord } from '../../../src/engine/local/local-record.ts'
import { deploymentDirectory, withDeploymentLock, writeRecord } from '../../../src/engine/records.ts'
import { type ProcessIdentity, startTimeOf } from '../../../src/storage/process-identity.ts'
import { localComputer, localTarget } from './local-computer.ts'

test('a thousand deployments are listed without starting anything', async () => {
  const { engine, facts } = await localComputer()
  const names = Array.from({ length: 1000 }, (_, index) => `d${String(index).padStart(4, '0')}`)
  await Promise.all(names.map((name) => record(facts, name)))
  const start = performance.now()

  const deployments = await engine.list()

  expect(performance.now() - start).toBeLessThan(2_000)
  expect(deployments.map(({ name }) => name)).toEqual(names)
  expect(new Set(deployments.map(({ status }) => status))).toEqual(new Set(['stopped']))
})

test("another engine's deployment is not this one's", async () => {
  const { engine, facts, listener, signal } = await localComputer()
  await record(facts, 'theirs', { provider: 'docker' })

  expect(await engine.list()).toEqual([])
  expect(await engine.read('theirs')).toBeUndefined()
  expect(await engine.planDestroy('theirs')).toBeUndefined()
  await expect(engine.stop('theirs', listener, signal)).rejects.toMatchObject({
    code: 'DEPLOYMENT_NOT_FOUND',
  })
})

test('a number that another process has by now does not make a deployment run', async () => {
  const { engine, facts } = await localComputer()
  await record(facts, 'local', { process: { pid: process.pid, startedAt: 'long ago' } })

  expect((await engine.read('local'))?.status).toBe('stopped')
})

test('two deployments do not serve one database, and it is not deleted under a running one', async () => {
  const { engine, facts, listener, signal } = await localComputer()
  await record(facts, 'first', { process: await sleeper() })
  await record(facts, 'old')
  const target = await localTarget()

  const inUse = { code: 'DATABASE_IN_USE', details: { deployment: 'first', file: databaseFile(facts) } }
  await expect(engine.up(target, listener, signal)).rejects.toMatchObject(inUse)
  await expect(engine.destroy('old', { data: 'delete' }, listener, signal)).rejects.toMatchObject(inUse)
  const findings = await Promise.all(
    engine.checks(target).map(async ({ id, run }) => [id, (await run()).verdict]),
  )
  expect(Object.fromEntries(findings)).toMatchObject({ 'local-database': 'fail' })
})

test('a lock that another zen holds refuses work, and cancel takes it away', async () => {
  const { engine, facts, listener, signal } = await localComputer()
  await record(facts, 'local')
  const other = new EventEmitter()
  const held = withDeploymentLock(facts.dataDirectory, 'local', async () => {
    setImmediate(() => other.emit('working'))
    await once(other, 'done')
  })
  await once(other, 'working')

  await expect(engine.stop('local', listener, signal)).rejects.toMatchObject({
    code: 'DEPLOYMENT_LOCKED',
    exit: 5,
  })
  await engine.cancel('local')
  const destroyed = await engine.destroy('local', { data: 'keep' }, listener, signal)

  expect(destroyed).toEqual({ left: [], data: { action: 'none' } })
  other.emit('done')
  await held
})

/** Any process that leads its group, as the server does. */
async function sleeper(): Promise<ProcessIdentity> {
  const child = spawn('sleep', ['600'], { stdio: 'ignore', detached: true })
  const pid = child.pid ?? 0
  onTestFinished(() => void child.kill('SIGKILL'))
  return { pid, startedAt: (await startTimeOf(pid)) ?? 'gone' }
}

interface RecordOptions {
  readonly provider?: string
  readonly process?: ProcessIdentity
}

async function record(facts: EngineFacts, name: string, { provider = 'local', process }: RecordOptions = {}) {
  const directory = deploymentDirectory(facts.dataDirectory, name)
  const record: LocalRecord = {
    schema: 1,
    spec: { name, provider, options: { port: 8237 } },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    complete: true,
    runtime: {
      python: '/nowhere',
      version: '0.98.0',
      host: '127.0.0.1',
      port: 8237,
      database: databaseFile(facts),
      logFile: join(directory, 'server.log'),
      ...(process && { process }),
    },
  }
  await writeRecord(directory, record)
}
