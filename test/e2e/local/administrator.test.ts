import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAdministrator } from '../../../src/client/administrator.ts'
import { createApiKey, deleteApiKey } from '../../../src/client/api-key.ts'
import { serverInfo, tryLogin, userOfApiKey } from '../../../src/client/server-api.ts'
import { startZenmlServer, type ZenmlServer } from '../../zenml/server.ts'

const directory = await mkdtemp(join(tmpdir(), 'zen-test-'))
let server: ZenmlServer

// One real server that nobody has claimed yet: the tests below are its life, in order.
beforeAll(async () => {
  server = await startZenmlServer({ directory })
}, 120_000)

afterAll(async () => {
  await server?.stop()
  await rm(directory, { recursive: true, force: true })
})

const username = 'ada'

test('a server that nobody claimed gets an administrator with the wanted password', async () => {
  expect(await serverInfo(server)).toMatchObject({ active: false, version: '0.98.0', databaseType: 'sqlite' })

  const login = await ensureAdministrator(server, { username, wanted: 'first', known: [''] })

  expect(login).toEqual({ username, password: 'first' })
  expect(await serverInfo(server)).toMatchObject({ active: true })
  expect(await tryLogin(server, login)).toBeTypeOf('string')
})

test('without a wanted password, the known one that works is kept', async () => {
  const login = await ensureAdministrator(server, { username, known: ['wrong', 'first', ''] })

  expect(login.password).toBe('first')
})

test('a wanted password replaces the present one', async () => {
  const login = await ensureAdministrator(server, { username, wanted: 'p@ss/w%rd é', known: ['first'] })

  expect(await tryLogin(server, login)).toBeTypeOf('string')
  expect(await tryLogin(server, { username, password: 'first' })).toBeUndefined()
})

test('when no password works, the error says how to give one and names none', async () => {
  const refused = ensureAdministrator(server, { username, wanted: 'secret-guess', known: ['first', ''] })

  await expect(refused).rejects.toMatchObject({
    code: 'LOGIN_REFUSED',
    fix: expect.arrayContaining([expect.stringContaining('ZEN_PASSWORD')]),
  })
  await expect(refused).rejects.not.toThrow(/secret-guess/)
})

test('an API key works, is replaced by the next one of that name, and is gone when deleted', async () => {
  const credentials = { username, password: 'p@ss/w%rd é' }
  const name = { serviceAccount: 'zen', keyName: 'laptop' }
  const first = await createApiKey(server, credentials, name)
  expect(await userOfApiKey(server, first)).toEqual({ name: 'zen', isServiceAccount: true })

  const second = await createApiKey(server, credentials, name)

  expect(await userOfApiKey(server, second)).toMatchObject({ name: 'zen' })
  await expect(userOfApiKey(server, first)).rejects.toMatchObject({ code: 'API_KEY_REFUSED' })
  expect(await deleteApiKey(server, credentials, name)).toBe(true)
  await expect(userOfApiKey(server, second)).rejects.toMatchObject({ code: 'API_KEY_REFUSED' })
  expect(await deleteApiKey(server, credentials, name), 'a second time').toBe(true)
})

test('deleting a key says no, and does not throw, when nobody may log in', async () => {
  const name = { serviceAccount: 'zen', keyName: 'laptop' }

  expect(await deleteApiKey(server, { username, password: 'wrong' }, name)).toBe(false)
})
