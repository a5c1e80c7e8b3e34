import { expect, test } from 'vitest'
import { descendantsOf } from '../../../scripts/bench/process-tree.ts'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'

/** Numbers of all workers of this process. */
async function workers(): Promise<readonly number[]> {
  const all = await descendantsOf(process.pid)
  return all.flatMap(({ pid, words }) => (words.includes('worker/worker.ts') ? [pid] : []))
}

test('a deployment is made, and a second run changes nothing and says so beforehand', async () => {
  const { engine, listener, cupboard, events, server, target: targetOf } = await cupboardZen()
  const target = targetOf()

  const up = await engine.up(target, listener, quiet())

  expect(up.resources.map(({ name, action }) => [name, action])).toEqual([
    ['first', 'create'],
    ['second', 'create'],
    ['door', 'create'],
  ])
  expect(up.outputs).toMatchObject({ url: server.url, username: 'default', version: '0.98.0' })
  expect(up.outputs.password).toMatch(/^pass-/)
  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  expect(events).toContainEqual(expect.objectContaining({ kind: 'begin', text: 'Creating the drawer first' }))
  expect(events).toContainEqual(expect.objectContaining({ kind: 'end', text: 'Creating the drawer first' }))

  const preview = await engine.preview(target, quiet())
  const again = await engine.up(target, listener, quiet())

  expect(preview.resources.map(({ action }) => action)).toEqual(['same', 'same', 'same'])
  expect(again.resources).toEqual(preview.resources)
  expect(again.outputs).toEqual(up.outputs)
})

test('what is deployed is read from the state, password and all', async () => {
  const { engine, listener, target: targetOf } = await cupboardZen()
  const target = targetOf({ content: 'gloves' })
  const { outputs } = await engine.up(target, listener, quiet())

  const [listed] = await engine.list()
  const read = await engine.read('oak')

  for (const deployment of [listed, read]) {
    expect(deployment).toMatchObject({ name: 'oak', provider: 'cupboard', status: 'running', outputs })
    expect(deployment?.spec).toEqual(target.spec)
  }
  expect(await engine.read('elm')).toBeUndefined()
})

test('a process that was begun early serves the first preview', async () => {
  const { engine, target } = await cupboardZen()
  const before = await workers()

  engine.prepare?.()
  await expect.poll(workers).toHaveLength(before.length + 1)
  const prepared = await workers()
  await engine.preview(target(), quiet())

  expect(await workers()).toEqual(prepared)
})

test('the process that worked out what changes carries it out, so that there is never a second one', async () => {
  const { engine, listener, cupboard, target } = await cupboardZen()
  await engine.preview(target(), quiet())
  const asked = await workers()
  await cupboard.fault('first', 'hold')

  const up = engine.up(target(), listener, quiet())
  await cupboard.waiting('first')
  const changing = await workers()
  await cupboard.mend('first')
  await up

  expect(changing).toEqual(asked)
})

test('a preview of something new leaves no trace', async () => {
  const { engine, cupboard, target } = await cupboardZen()

  const preview = await engine.preview(target(), quiet())

  expect(preview.resources.map(({ action }) => action)).toEqual(['create', 'create', 'create'])
  expect(preview.where).toBe('Cupboard')
  expect(await cupboard.drawers()).toEqual([])
  expect(await engine.list()).toEqual([])
})
