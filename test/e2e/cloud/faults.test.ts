/** What goes wrong with single things, and what the engine makes of it. */
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { listAt, textAt } from '../../cloud/frame/properties.ts'
import { engineFor } from './engine.ts'
import { smallProgram, tag } from './sample/small-program.ts'

test('things that fail, are unfinished, lost, throttled or slow; and the next deployment', async () => {
  const cloud = await simulatedCloud({ quotas: { 'L-0263D0A3': 20 } })
  const addresses = ['failed', 'unfinished', 'lost', 'throttled', 'slow', 'fine']
  // By itself the engine begins nothing more after the first failure, and how far it is then is chance.
  const engine = await engineFor(cloud, { PULUMI_CONTINUE_ON_ERROR: 'true' })
  const stack = await engine.stack('small', smallProgram({ addresses }))
  const create = { type: kinds.eip, verb: 'create' } as const
  cloud.fail(
    { ...create, name: 'failed', effect: 'fail', code: 'InsufficientAddressCapacity', text: 'None left.' },
    { ...create, name: 'unfinished', effect: 'unfinished' },
    { ...create, name: 'lost', effect: 'lost' },
    { ...create, name: 'throttled', effect: 'throttle', times: 3 },
    { ...create, name: 'slow', effect: 'slow', minutes: 5 },
  )

  const first = await stack.up()

  expect(first.failed).toBe(true)
  expect(first.words.join('\n')).toContain(
    'api error InsufficientAddressCapacity: None left.: provider=aws@7.48.0',
  )
  // The lost one is there, and nobody knows.
  expect(cloud.account().objects(kinds.eip)).toHaveLength(5)
  expect(await known(stack.state())).toEqual(['fine', 'slow', 'throttled', 'unfinished'])

  cloud.fail()
  const second = await stack.up()

  expect(second).toMatchObject({ failed: false, changes: { create: 2, update: 1 } })
  expect(await known(stack.state())).toEqual([...addresses].sort())
  expect(await stack.up()).toMatchObject({ failed: false, changes: { same: 8 } })

  expect(await stack.destroy()).toMatchObject({ failed: false })
  expect(cloud.account().orphans(tag)).toHaveLength(1)
})

/** Names of the addresses in a state. */
async function known(state: Promise<unknown>): Promise<readonly string[]> {
  const resources = listAt(await state, 'deployment.resources')
  const eips = resources.filter((resource) => textAt(resource, 'type') === kinds.eip)
  return eips.map((resource) => (textAt(resource, 'urn') ?? '').split('::').at(-1) ?? '').sort()
}

test('a provider that crashes fails its step, and the next deployment goes on', async () => {
  const cloud = await simulatedCloud()
  const stack = await (await engineFor(cloud)).stack('small', smallProgram({ addresses: ['one'] }))
  cloud.fail({ verb: 'create', nth: 1, effect: 'crash' })

  const first = await stack.up()
  const second = await stack.up()

  expect(first).toMatchObject({ failed: true })
  expect(second).toMatchObject({ failed: false, changes: { create: 1 } })
  expect(cloud.account().objects(kinds.eip)).toHaveLength(1)
})

test('an engine that is killed in the middle leaves an operation pending, whose object a program can adopt', async () => {
  const cloud = await simulatedCloud()
  const engine = await engineFor(cloud)
  const stack = await engine.stack('small', smallProgram({ role: { name: 'zen' } }))
  cloud.fail({ type: kinds.role, verb: 'create', effect: 'hang-after' })
  const up = stack.up()
  await expect.poll(() => cloud.account().objects(kinds.role), { timeout: 20_000 }).toHaveLength(1)

  await engine.kill()

  expect(await up).toMatchObject({ failed: true })
  cloud.fail()
  const [pending] = listAt(await stack.state(), 'deployment.pending_operations')
  expect([textAt(pending, 'type'), textAt(pending, 'resource.type')]).toEqual(['creating', kinds.role])
  await stack.command('cancel', '--yes')
  const refused = await stack.up()
  expect(refused.words.join('\n')).toContain('EntityAlreadyExists: Role with name zen already exists.')
  stack.become(smallProgram({ role: { name: 'zen', importId: 'zen' } }))
  expect(await stack.up()).toMatchObject({ failed: false, changes: { import: 1, same: 2 } })
  expect(await stack.refresh('--clear-pending-creates')).toMatchObject({ failed: false })
  stack.become(smallProgram({ role: { name: 'zen' } }))
  expect(await stack.up()).toMatchObject({ failed: false, changes: { same: 3 }, words: [] })
  expect(cloud.account().objects(kinds.role)).toHaveLength(1)
})

test('an interrupted deployment lets what has begun come to its end, and creates nothing more', async () => {
  const cloud = await simulatedCloud({ minuteMs: 500 })
  const program = smallProgram({ network: { dns: true } })
  const stack = await (await engineFor(cloud)).stack('small', program)
  cloud.fail({ type: kinds.vpc, verb: 'create', effect: 'slow', minutes: 3 })
  const interruption = new AbortController()
  const up = stack.up(interruption.signal)
  await expect.poll(() => cloud.account().objects(kinds.vpc), { timeout: 20_000 }).toHaveLength(1)

  interruption.abort()

  expect(await up).toMatchObject({ failed: true })
  expect(
    cloud
      .account()
      .objects()
      .map(({ type }) => type),
  ).toEqual([kinds.vpc])
  const state = JSON.stringify(await stack.state())
  expect(state).toContain(cloud.account().objects(kinds.vpc)[0]?.id)
  expect(listAt(await stack.state(), 'deployment.pending_operations')).toEqual([])
})
