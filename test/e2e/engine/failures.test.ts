import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'

test('what a provider refuses is said with the resource and the provider’s words, and is mended by the next run', async () => {
  const { engine, cupboard, listener, target } = await cupboardZen()
  await cupboard.fault('second', 'refuse', 'the drawer is stuck')

  const up = engine.up(target(), listener, quiet())

  await expect(up).rejects.toMatchObject({
    code: 'RESOURCE_FAILED',
    message: 'The drawer second of "oak" failed.',
    foreign: expect.stringContaining('the drawer is stuck'),
  })
  expect(await engine.read('oak')).toMatchObject({ status: 'incomplete', spec: target().spec })

  await cupboard.mend('second')
  await engine.up(target(), listener, quiet())
  expect(await engine.read('oak')).toMatchObject({ status: 'running' })
})

test('a program that throws is an error without its stack and without the secrets it was given', async () => {
  const { engine, listener, target } = await cupboardZen()

  const up = engine.up(target({ throws: true }, { password: 'open-sesame' }), listener, quiet())

  const error = await up.catch((error: unknown) => error)
  expect(error).toMatchObject({
    code: 'ENGINE_FAILED',
    foreign: expect.stringContaining('the door is stuck'),
  })
  expect(JSON.stringify(error)).not.toContain('open-sesame')
  expect(error).toMatchObject({ foreign: expect.not.stringMatching(/^\s+at /m) })
  expect(await engine.read('oak')).toMatchObject({ status: 'incomplete' })
})

test('a promise that a program forgot fails the run, with its reason, and breaks nothing', async () => {
  const { engine, listener, target, cupboard } = await cupboardZen()

  const up = engine.up(target({ forgets: true }), listener, quiet())

  await expect(up).rejects.toMatchObject({ foreign: expect.stringContaining('a promise nobody waits for') })
  await engine.up(target(), listener, quiet())
  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
})

test('a failed change leaves what runs as it was, and says that it is not finished', async () => {
  const { engine, cupboard, listener, target } = await cupboardZen()
  await engine.up(target(), listener, quiet())
  await cupboard.fault('first', 'refuse', 'too full')

  await expect(engine.up(target({ content: 'hats' }), listener, quiet())).rejects.toMatchObject({
    code: 'RESOURCE_FAILED',
  })

  expect(await engine.read('oak')).toMatchObject({ status: 'incomplete', spec: target().spec })
  expect(await cupboard.content('first')).toBe('socks')
})

test('a backend that can’t be written is refused with the engine’s words', async () => {
  const { engine, listener, target } = await cupboardZen({
    backend: 's3://no-such-bucket-anywhere',
    env: {
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: 'eu-west-1',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      AWS_MAX_ATTEMPTS: '1',
    },
  })

  await expect(engine.up(target(), listener, quiet())).rejects.toMatchObject({ code: 'BACKEND_REFUSED' })
})
