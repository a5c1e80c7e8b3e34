/** Asks a real ZenML server things, as its administrator. */
import type { Outputs } from '../../stacks/contract.ts'

type Login = Pick<Outputs, 'url' | 'username' | 'password'>

async function call(login: Login, path: string, init: RequestInit = {}): Promise<unknown> {
  const { url, username, password } = login
  const form = new URLSearchParams({ username, password })
  const answer = await fetch(`${url}/api/v1/login`, { method: 'POST', body: form })
  const token = fieldOf(await answer.json(), 'access_token')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/v1${path}`, { ...init, headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Name of the user that this login belongs to. */
export async function nameOfAdministrator(login: Login): Promise<unknown> {
  return nameIn(await call(login, '/current-user'))
}

/** Puts something into the database. */
export async function registerUser(login: Login, name: string): Promise<void> {
  await call(login, '/users', {
    method: 'POST',
    body: JSON.stringify({ name, password: 'Pass-word-1', active: true, is_admin: false }),
  })
}

/** Names of all users, sorted. */
export async function users(login: Login): Promise<readonly unknown[]> {
  const items = fieldOf(await call(login, '/users'), 'items')
  return Array.isArray(items) ? items.map(nameIn).sort() : []
}

/** `sqlite` or `mysql`, as the server says. */
export async function databaseType(login: Login): Promise<unknown> {
  return fieldOf(await call(login, '/info'), 'database_type')
}

function nameIn(value: unknown): unknown {
  return fieldOf(value, 'name')
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}
