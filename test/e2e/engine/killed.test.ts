/** Whoever is killed, wherever: the next run finds out what was done, and goes on. */
import { describe, expect, test } from 'vitest'
import { type CupboardZen, cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { processesOf, startZenProcess } from '../../engine/pulumi/start-zen-process.ts'

type Victim = 'zen' | 'worker' | 'engine'

/** A zen whose deployment hangs at a drawer: before it is there, or when it is there and nobody was told. */
async function hanging(kind: 'hold' | 'late', drawer: string) {
  const zen = await cupboardZen()
  await zen.cupboard.fault(drawer, kind)
  const running = startZenProcess(zen, 'up', zen.target())
  await zen.cupboard.waiting(drawer)
  return { zen, running }
}

async function kill(victim: Victim, zen: CupboardZen, running: { kill(signal: NodeJS.Signals): void }) {
  if (victim === 'zen') return running.kill('SIGKILL')
  const found = (await processesOf(zen)).find(({ role }) => role === victim)
  if (!found) throw new Error(`There is no ${victim}`)
  process.kill(found.pid, 'SIGKILL')
}

/** The plain next run, and what it must come to. */
async function deployAgain(zen: CupboardZen) {
  const { engine, cupboard, listener, target } = zen
  const { outputs } = await engine.up(target(), listener, quiet())
  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  expect(await cupboard.content('second')).toEqual(outputs.password)
  expect(await engine.read('oak')).toMatchObject({ status: 'running', outputs })
  const preview = await engine.preview(target(), quiet())
  expect(preview.resources.map(({ action }) => action)).toEqual(['same', 'same', 'same'])
  expect(await processesOf(zen)).toEqual([])
}

describe.each([
  ['zen', 'hold', 'first'],
  ['zen', 'late', 'first'],
  ['zen', 'hold', 'door'],
  ['worker', 'hold', 'second'],
  ['worker', 'late', 'door'],
  ['engine', 'hold', 'first'],
  ['engine', 'late', 'second'],
] as const)('after kill -9 of the %s while a call is on %s at the drawer "%s"', (victim, kind, drawer) => {
  test('a plain deploy ends well', async () => {
    const { zen, running } = await hanging(kind, drawer)

    await kill(victim, zen, running)
    if (victim === 'zen') await running.ended
    await zen.cupboard.mend(drawer)
    await running.ended

    await deployAgain(zen)
  })
})

test('a deployment whose engine was killed says so, and destroy leaves nothing', async () => {
  const { zen, running } = await hanging('late', 'second')

  await kill('engine', zen, running)
  expect(await running.ended).toMatchObject({ end: 'ENGINE_DIED' })
  expect(await zen.engine.read('oak')).toMatchObject({ status: 'incomplete' })
  await zen.cupboard.mend('second')
  const { left } = await zen.engine.destroy('oak', { data: 'delete' }, zen.listener, quiet())

  expect(left).toEqual([])
  expect(await zen.cupboard.drawers()).toEqual([])
  expect(await zen.engine.planDestroy('oak')).toBeUndefined()
  const told = zen.events.filter(({ kind }) => kind === 'detail').map(({ text }) => text)
  expect(told[0]).toMatch(/^Removed the lock of .*: the engine that held it is dead\.$/)
  expect(told[1]).toMatch(/^An earlier run was killed while it worked on: drawer second\./)
})

test('a destroy that was killed is finished by the next one', async () => {
  const zen = await cupboardZen()
  await zen.engine.up(zen.target(), zen.listener, quiet())
  await zen.cupboard.fault('first', 'hold')
  const running = startZenProcess(zen, 'destroy', zen.target())
  await zen.cupboard.waiting('first')

  await kill('engine', zen, running)
  await running.ended
  await zen.cupboard.mend('first')

  expect(await zen.engine.planDestroy('oak')).toMatchObject({ dataLocation: 'the drawers' })
  await zen.engine.destroy('oak', { data: 'delete' }, zen.listener, quiet())
  expect(await zen.cupboard.drawers()).toEqual([])
  expect(await zen.engine.planDestroy('oak')).toBeUndefined()
})
