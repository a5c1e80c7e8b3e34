import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createApiKey } from '../../../src/client/api-key.ts'
import { userOfApiKey } from '../../../src/client/server-api.ts'
import { isReady } from '../../../src/client/server-health.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { zenmlPython } from '../../zenml/python.ts'

test('up, up again, stop, up and destroy on a computer where ZenML was never used', async () => {
  const computer = await localComputer({ env: activeEnvironment(await zenmlPython()) })
  const { engine, facts, listener, signal } = computer
  const target = await localTarget()
  const url = `http://127.0.0.1:${target.spec.options['port']}`
  const database = join(facts.clientDirectory, 'local_stores', 'default_zen_store', 'zenml.db')

  const preview = await engine.preview(target, signal)
  const first = await engine.up(target, listener, signal)

  expect(first.resources).toEqual(preview.resources)
  expect(first.resources.map(({ action }) => action)).toEqual(['create', 'create', 'create'])
  expect(first.outputs).toEqual({
    url,
    username: 'default',
    password: '',
    database: { type: 'sqlite' },
    version: '0.98.0',
  })
  expect(computer.events).toContainEqual({ kind: 'step', text: 'Waiting for the server to answer' })
  const key = await createApiKey({ url }, first.outputs, { serviceAccount: 'zen', keyName: 'test' })
  expect(await userOfApiKey({ url }, key)).toMatchObject({ name: 'zen' })
  await secretsAreOutOfSight(computer.facts.dataDirectory)

  const pid = await pidOf(facts.dataDirectory)
  const again = await engine.up(target, listener, signal)
  expect(again.resources.every(({ action }) => action === 'same')).toBe(true)
  expect(await pidOf(facts.dataDirectory)).toBe(pid)

  await engine.stop('local', listener, signal)
  expect(await statusOf(engine)).toBe('stopped')
  expect(await isReady({ url })).toBe(false)
  await engine.stop('local', listener, signal)

  await engine.up(target, listener, signal)
  expect(await statusOf(engine)).toBe('running')
  expect(await userOfApiKey({ url }, key), 'keys outlive a restart').toMatchObject({ name: 'zen' })

  const plan = await engine.planDestroy('local')
  expect(plan).toMatchObject({ resources: [{ name: url, action: 'delete' }], dataLocation: database })
  const destroyed = await engine.destroy('local', { data: 'delete' }, listener, signal)
  expect(destroyed).toEqual({ left: [], data: { action: 'deleted', location: database } })
  await expect(stat(database)).rejects.toThrow()
  expect(await engine.read('local')).toBeUndefined()
  expect(await engine.planDestroy('local')).toBeUndefined()
  await expect(engine.destroy('local', { data: 'keep' }, listener, signal)).rejects.toMatchObject({
    code: 'DEPLOYMENT_NOT_FOUND',
  })
}, 120_000)

async function statusOf(engine: Engine) {
  return (await engine.read('local'))?.status
}

async function pidOf(dataDirectory: string): Promise<number> {
  return (await recordOf(dataDirectory)).runtime.process.pid
}

async function recordOf(dataDirectory: string) {
  return JSON.parse(await readFile(join(dataDirectory, 'deployments', 'local', 'record.json'), 'utf8'))
}

/** The key that signs tokens is in a file of the owner's and in the server's environment, and nowhere else. */
async function secretsAreOutOfSight(dataDirectory: string): Promise<void> {
  const folder = join(dataDirectory, 'deployments', 'local')
  const { jwtKey } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))
  expect(jwtKey).toMatch(/^[0-9a-f]{64}$/)
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'server.log'))).mode & 0o777).toBe(0o600)
  const { runtime } = await recordOf(dataDirectory)
  const argv = await readFile(`/proc/${runtime.process.pid}/cmdline`, 'utf8').catch(() => '')
  const texts = [argv, JSON.stringify(runtime), await readFile(join(folder, 'server.log'), 'utf8')]
  for (const text of texts) expect(text).not.toContain(jwtKey)
}
