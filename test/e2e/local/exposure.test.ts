import { networkInterfaces } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { tryLogin } from '../../../src/client/server-api.ts'
import { isReady } from '../../../src/client/server-health.ts'
import { local } from '../../../stacks/local/provider.ts'
import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { usedClientDirectory } from '../../zenml/client-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'

test('a server that others reach needs a password, and never answers them without', async () => {
  const { engine, facts, listener, signal } = await localComputer({
    env: activeEnvironment(await zenmlPython()),
    clientVersion: '0.98.0',
  })
  await usedClientDirectory(facts.clientDirectory)
  const target = await localTarget({ host: '0.0.0.0' }, { password: 'tulip' })
  const outside = { url: `http://${outsideAddress()}:${target.spec.options['port']}` }
  let openMoments = 0
  let done = false
  const burglar = (async () => {
    while (!done) {
      const token = await tryLogin(outside, { username: 'default', password: '' }).catch(() => undefined)
      if (token !== undefined) openMoments += 1
      await delay(20)
    }
  })()

  const { outputs } = await engine.up(target, listener, signal)
  done = true
  await burglar

  expect(openMoments).toBe(0)
  expect(outputs.url).toBe(`http://127.0.0.1:${target.spec.options['port']}`)
  expect(await isReady(outside)).toBe(true)
  expect(await tryLogin(outside, { username: 'default', password: 'tulip' })).toBeTypeOf('string')
  const findings = await Promise.all(
    engine.checks(target).map(async ({ id, run }) => [id, (await run()).verdict]),
  )
  expect(Object.fromEntries(findings)).toMatchObject({ 'local-exposure': 'warn', 'local-port': 'pass' })
}, 120_000)

test('without a password such a server is refused before it starts', async () => {
  const { engine, listener, signal } = await localComputer({ env: activeEnvironment(await zenmlPython()) })

  const up = engine.up(await localTarget({ host: '0.0.0.0' }), listener, signal)

  await expect(up).rejects.toMatchObject({ code: 'PASSWORD_NEEDED', exit: 2 })
  expect(local.problems?.({ host: '0.0.0.0' }, {})).toEqual([expect.stringContaining('ZEN_PASSWORD')])
  expect(local.problems?.({ host: '0.0.0.0' }, { password: 'tulip' })).toEqual([])
  expect(local.problems?.({ host: '::1' }, {})).toEqual([])
})

test('an address that this computer does not have is refused', async () => {
  const { engine, listener, signal } = await localComputer({ env: activeEnvironment(await zenmlPython()) })

  const up = engine.up(await localTarget({ host: '192.0.2.1' }, { password: 'tulip' }), listener, signal)

  await expect(up).rejects.toMatchObject({ code: 'ADDRESS_NOT_HERE' })
})

/** An address of this computer that is not loopback; all of 127/8 is on Linux, so the test can't go without. */
function outsideAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2'
}
