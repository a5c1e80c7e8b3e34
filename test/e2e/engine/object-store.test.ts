import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { objectStore } from '../../engine/pulumi/object-store.ts'

test('a team shares its state in an object store', async () => {
  const { url, env, objects } = await objectStore()
  const passphrase = { PULUMI_CONFIG_PASSPHRASE: 'correct horse' }
  const ada = await cupboardZen({ backend: url, env: { ...env, ...passphrase } })
  const grace = await cupboardZen({ backend: url, env: { ...env, ...passphrase }, with: ada })
  expect(await ada.engine.list()).toEqual([])
  expect(await ada.engine.read('oak')).toBeUndefined()

  const { outputs } = await ada.engine.up(ada.target(), ada.listener, quiet())

  expect([...objects.keys()]).toContain('.pulumi/stacks/zenml/oak.json')
  expect(await grace.engine.list()).toMatchObject([{ name: 'oak', status: 'running', outputs }])
  expect(await grace.engine.read('oak')).toMatchObject({ status: 'running', outputs })
  const preview = await grace.engine.preview(grace.target(), quiet())
  expect(preview.resources.map(({ action }) => action)).toEqual(['same', 'same', 'same'])

  await grace.engine.destroy('oak', { data: 'delete' }, grace.listener, quiet())
  expect(await ada.engine.planDestroy('oak')).toBeUndefined()
  expect(await ada.cupboard.drawers()).toEqual([])
})

test('a lock in an object store is respected, by its owner’s name, until somebody takes it away', async () => {
  const { url, env, objects } = await objectStore()
  const { engine, listener, target } = await cupboardZen({ backend: url, env })
  await engine.up(target(), listener, quiet())
  const lock = { pid: 4711, username: 'ada', hostname: 'babbage', timestamp: '2026-01-01T00:00:00Z' }
  const key = '.pulumi/locks/organization/zenml/oak/1b671a64.json'
  objects.set(key, Buffer.from(JSON.stringify(lock)))

  await expect(engine.up(target({ content: 'hats' }), listener, quiet())).rejects.toMatchObject({
    code: 'DEPLOYMENT_LOCKED',
    exit: 5,
    message: expect.stringContaining('ada on babbage, process 4711'),
  })
  await engine.cancel('oak')
  await engine.up(target({ content: 'hats' }), listener, quiet())
  expect(objects.has(key)).toBe(false)
})

test('a lock in an object store whose engine died here is taken away', async () => {
  const { url, env, objects } = await objectStore()
  const { engine, listener, events, target } = await cupboardZen({ backend: url, env })
  await engine.up(target(), listener, quiet())
  const lock = { pid: process.pid, username: 'me', hostname: hostname(), timestamp: '2026-01-01T00:00:00Z' }
  objects.set('.pulumi/locks/organization/zenml/oak/1b671a64.json', Buffer.from(JSON.stringify(lock)))

  await engine.up(target({ content: 'hats' }), listener, quiet())

  expect(events).toContainEqual({
    kind: 'detail',
    text: `Removed the lock of me, process ${process.pid}, since 2026-01-01T00:00:00Z: the engine that held it is dead.`,
  })
})
