import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { processesOf, startZenProcess } from '../../engine/pulumi/start-zen-process.ts'

test('after Ctrl-C what was begun comes to its end, nothing more is begun, and a plain deploy goes on', async () => {
  const zen = await cupboardZen()
  const { engine, cupboard, listener, target } = zen
  await cupboard.fault('first', 'hold')
  const running = startZenProcess(zen, 'up', target())
  await cupboard.waiting('first')

  running.kill('SIGINT')
  await expect
    .poll(() => running.events.map(({ text }) => text))
    .toContainEqual(expect.stringMatching(/^Stopping/))
  await cupboard.mend('first')

  expect(await running.ended).toMatchObject({ end: 'INTERRUPTED' })
  expect(await cupboard.drawers()).toEqual(['first'])
  expect(await processesOf(zen)).toEqual([])
  expect(await engine.read('oak')).toMatchObject({ status: 'incomplete' })

  const { resources } = await engine.up(target(), listener, quiet())
  expect(resources.map(({ action }) => action)).toEqual(['same', 'create', 'create'])
  expect(zen.events.filter(({ kind }) => kind === 'detail')).toEqual([])
})

test('a second Ctrl-C ends everything at once, and a plain deploy goes on', async () => {
  const zen = await cupboardZen()
  const { engine, cupboard, listener, target } = zen
  await cupboard.fault('second', 'late')
  const running = startZenProcess(zen, 'up', target())
  await cupboard.waiting('second')

  running.kill('SIGINT')
  await expect
    .poll(() => running.events.map(({ text }) => text))
    .toContainEqual(expect.stringMatching(/^Stopping/))
  running.kill('SIGINT')

  expect(await running.ended).toMatchObject({ code: 130 })
  await expect.poll(() => processesOf(zen)).toEqual([])
  await cupboard.mend('second')

  await engine.up(target(), listener, quiet())
  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  expect(await engine.read('oak')).toMatchObject({ status: 'running' })
})

test('Ctrl-C during a preview ends it', async () => {
  const { engine, target } = await cupboardZen()
  const controller = new AbortController()

  const preview = engine.preview(target(), controller.signal)
  controller.abort()

  await expect(preview).rejects.toMatchObject({ code: 'INTERRUPTED' })
})
