/** Holds the fake to what the real server does. It is asked with `fetch`, to trust none of our own code. */
import { expect, it } from 'vitest'
import { ensureAdministrator } from '../../src/client/administrator.ts'
import { createApiKey, deleteApiKey } from '../../src/client/api-key.ts'
import { serverInfo, userOfApiKey } from '../../src/client/server-api.ts'
import { isReady } from '../../src/client/server-health.ts'
import { testServer } from './test-context.ts'

const administrator = { username: 'default', password: '' }
const keyName = { serviceAccount: 'zen', keyName: 'laptop' }

it('says that it is ready and what it is, without a login', async () => {
  const server = await testServer({ version: '0.92.0' })

  expect(await (await fetch(`${server.url}/ready`)).text()).toBe('ok')
  expect(await call(server.url, 'GET', '/info')).toMatchObject({
    status: 200,
    body: { version: '0.92.0', active: true, database_type: 'sqlite' },
  })
  expect(await call(server.url, 'GET', '/version')).toEqual({ status: 200, body: '0.92.0' })
})

it('shows the dashboard at any other path, and lets nobody in without a login', async () => {
  const { url } = await testServer()

  const page = await fetch(`${url}/foo`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
  expect(await call(url, 'GET', '/current-user')).toEqual({
    status: 401,
    body: { detail: 'Not authenticated' },
  })
})

it('is claimed once, by whoever comes first', async () => {
  const { url } = await testServer({ active: false })
  const body = { admin_username: 'ada', admin_password: 'secret' }

  expect((await call(url, 'PUT', '/activate', { body })).status).toBe(200)
  expect(await call(url, 'PUT', '/activate', { body })).toEqual({
    status: 403,
    body: { detail: ['IllegalOperationError', 'The server is already active.'] },
  })
  expect((await login(url, { username: 'ada', password: 'secret' })).status).toBe(200)
  expect((await login(url, { username: 'ada', password: '' })).status).toBe(401)
})

it('wants service accounts to be active or not, and makes each once', async () => {
  const { url } = await testServer()
  const token = await tokenOf(url)
  const make = (body: object) => call(url, 'POST', '/service_accounts', { body, token })

  expect((await make({ name: 'zen' })).status).toBe(422)
  expect((await make({ name: 'zen', active: true })).status).toBe(200)
  expect(await make({ name: 'zen', active: true })).toMatchObject({
    status: 409,
    body: { detail: ['EntityExistsError', expect.any(String)] },
  })
  expect(await call(url, 'GET', '/service_accounts/zen', { token })).toMatchObject({ body: { name: 'zen' } })
  expect((await call(url, 'GET', '/service_accounts/other', { token })).status).toBe(404)
})

it('makes keys by the id of an account, shows them once, and replaces them by rotation', async () => {
  const server = await testServer()
  const { url } = server
  const token = await tokenOf(url)
  const account = await call(url, 'POST', '/service_accounts', { body: { name: 'zen', active: true }, token })
  const keys = `/service_accounts/${idOf(account.body)}/api_keys`

  expect(
    (await call(url, 'POST', '/service_accounts/zen/api_keys', { body: { name: 'k' }, token })).status,
  ).toBe(422)
  const made = await call(url, 'POST', keys, { body: { name: 'k' }, token })
  expect(made).toMatchObject({
    status: 200,
    body: { name: 'k', body: { key: expect.stringMatching(/^ZENKEY_/) } },
  })
  expect((await call(url, 'POST', keys, { body: { name: 'k' }, token })).status).toBe(409)
  const [old] = server.keys()
  await call(url, 'PUT', `${keys}/k/rotate`, { body: { retain_period_minutes: 0 }, token })
  const [fresh] = server.keys()

  expect(fresh?.value).not.toBe(old?.value)
  expect((await loginWithKey(url, old?.value)).status).toBe(401)
  expect((await loginWithKey(url, fresh?.value)).status).toBe(200)
  expect(await call(url, 'GET', '/current-user', { token: fresh?.value ?? '' })).toMatchObject({
    body: { name: 'zen', body: { is_service_account: true, is_admin: false } },
  })
  expect((await call(url, 'DELETE', `${keys}/k`, { token })).status).toBe(200)
  expect((await call(url, 'DELETE', `${keys}/k`, { token })).status).toBe(404)
})

it('carries what the client of this project does', async () => {
  const server = await testServer({ active: false })

  expect(await isReady(server)).toBe(true)
  await ensureAdministrator(server, { username: 'default', wanted: 'one', known: [] })
  const owner = await ensureAdministrator(server, { username: 'default', wanted: 'two', known: ['one'] })
  const key = await createApiKey(server, owner, keyName)
  const renewed = await createApiKey(server, owner, keyName)

  expect(server.password()).toBe('two')
  await expect(userOfApiKey(server, key)).rejects.toMatchObject({ code: 'API_KEY_REFUSED' })
  expect(await userOfApiKey(server, renewed)).toEqual({ name: 'zen', isServiceAccount: true })
  expect(await deleteApiKey(server, owner, keyName)).toBe(true)
  expect(server.keys()).toEqual([])
})

it('hangs up while it is paused, and knows nobody after it forgot', async () => {
  const server = await testServer()
  const key = await createApiKey(server, administrator, keyName)

  server.pause()
  await expect(serverInfo(server)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
  server.resume()
  server.forget()

  await expect(userOfApiKey(server, key)).rejects.toMatchObject({ code: 'API_KEY_REFUSED' })
})

interface CallOptions {
  readonly body?: object
  readonly token?: string
}

async function call(url: string, method: string, path: string, { body, token }: CallOptions = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const response = await fetch(`${url}/api/v1${path}`, request)
  const answer: unknown = await response.json()
  return { status: response.status, body: answer }
}

async function login(url: string, form: Record<string, string>) {
  return fetch(`${url}/api/v1/login`, { method: 'POST', body: new URLSearchParams(form) })
}

async function loginWithKey(url: string, key = '') {
  return login(url, { grant_type: 'zenml-api-key', password: key })
}

async function tokenOf(url: string): Promise<string> {
  const answer: unknown = await (await login(url, administrator)).json()
  return textIn(answer, 'access_token')
}

function idOf(body: unknown): string {
  return textIn(body, 'id')
}

function textIn(value: unknown, name: string): string {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(name)
  if (typeof found !== 'string') throw new Error(`No ${name} in ${JSON.stringify(value)}`)
  return found
}
