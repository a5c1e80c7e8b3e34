/** A ZenML server as programs of the machine use it. */
import { expect } from 'vitest'
import { fieldAt, textAt } from '../../cluster/object-fields.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Asks the server's interface. @param url without `/api/v1` */
export async function ask(url: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, { ...init, signal: AbortSignal.timeout(20_000) })
  const words = await response.text()
  return { status: response.status, body: words.startsWith('{') ? JSON.parse(words) : words }
}

/** A token of the administrator. Shortly after a pod is ready its service may not lead to it yet. */
export async function logIn(url: string, password: string): Promise<string> {
  const form = () => new URLSearchParams({ username: 'admin', password })
  return tokenOf(() => ask(url, '/login', { method: 'POST', body: form() }))
}

/** A token for an API key. */
export async function logInWithKey(url: string, key: string): Promise<string> {
  return tokenOf(() => ask(url, '/login', { method: 'POST', body: new URLSearchParams({ password: key }) }))
}

async function tokenOf(login: () => Promise<Answer>): Promise<string> {
  const asked = () => login().catch((error: unknown) => ({ status: 0, body: String(error) }))
  await expect.poll(async () => (await asked()).status, { timeout: 15_000 }).toBe(200)
  return textAt((await login()).body, 'access_token')
}

/** A new API key of a new service account. */
export async function newApiKey(url: string, token: string): Promise<string> {
  const headers = { ...authorization(token), 'content-type': 'application/json' }
  const create = async (path: string, body: object) => {
    const answer = await ask(url, path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer).toMatchObject({ status: 200 })
    return answer.body
  }
  const account = textAt(await create('/service_accounts', { name: 'robot', active: true }), 'id')
  const key = await create(`/service_accounts/${account}/api_keys`, { name: 'of-the-test' })
  return textAt(key, 'body', 'key')
}

/** Name of the user, or the status with which the server refuses the token. */
export async function whoIs(
  url: string,
  token: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | number> {
  const { status, body } = await ask(url, '/current-user', {
    headers: { ...authorization(token), ...headers },
  })
  return status === 200 ? textAt(body, 'name') : status
}

/** What everybody may know of the server. */
export async function info(url: string): Promise<{ readonly database: unknown; readonly active: unknown }> {
  const { body } = await ask(url, '/info')
  return { database: fieldAt(body, 'database_type'), active: fieldAt(body, 'active') }
}

const authorization = (token: string) => ({ authorization: `Bearer ${token}` })
