import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tryLogin } from '../../../src/client/server-api.ts'
import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { usedClientDirectory, zenml } from '../../zenml/client-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'

test("the client's own database is served, gets a password when one is wanted, and is kept", async () => {
  const computer = await localComputer({
    env: activeEnvironment(await zenmlPython()),
    clientVersion: '0.98.0',
  })
  const { engine, facts, listener, signal } = computer
  await usedClientDirectory(facts.clientDirectory)
  const target = await localTarget()

  const open = await engine.up(target, listener, signal)
  expect(open.outputs).toMatchObject({ username: 'default', password: '' })
  expect(await tryLogin(open.outputs, { username: 'default', password: '' })).toBeTypeOf('string')

  const withPassword = { ...target, secrets: { password: 'tulip' } }
  const closed = await engine.up(withPassword, listener, signal)
  expect(actionsOf(closed.resources)).toEqual({ 'ZenML administrator': 'update' })
  expect(await tryLogin(open.outputs, { username: 'default', password: '' })).toBeUndefined()
  expect(await tryLogin(open.outputs, { username: 'default', password: 'tulip' })).toBeTypeOf('string')

  const destroyed = await engine.destroy('local', { data: 'keep' }, listener, signal)
  const database = join(facts.clientDirectory, 'local_stores', 'default_zen_store', 'zenml.db')
  expect(destroyed).toEqual({ left: [], data: { action: 'kept', location: database } })
  expect(await readdir(join(facts.dataDirectory, 'deployments', 'local'))).toEqual(['secrets.json'])
  expect(await engine.list()).toEqual([])
  expect(await engine.planDestroy('local')).toMatchObject({ resources: [], dataLocation: database })
  expect(await zenml(facts.clientDirectory, ['stack', 'list']), 'the client goes on without server').toMatch(
    /default/,
  )

  const back = await engine.up(target, listener, signal)
  expect(back.outputs.password, 'the password outlived the deployment with its data').toBe('tulip')

  const changed = await engine.up({ ...target, secrets: { password: 'rose' } }, listener, signal)
  expect(changed.outputs.password).toBe('rose')
}, 120_000)

function actionsOf(resources: readonly { readonly type: string; readonly action: string }[]) {
  return Object.fromEntries(
    resources.flatMap(({ type, action }) => (action === 'same' ? [] : [[type, action]])),
  )
}
