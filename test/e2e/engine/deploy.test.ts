import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'

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

test('a preview of something new leaves no trace', async () => {
  const { engine, cupboard, target } = await cupboardZen()

  const preview = await engine.preview(target(), quiet())

  expect(preview.resources.map(({ action }) => action)).toEqual(['create', 'create', 'create'])
  expect(preview.where).toBe('Cupboard')
  expect(await cupboard.drawers()).toEqual([])
  expect(await engine.list()).toEqual([])
})
