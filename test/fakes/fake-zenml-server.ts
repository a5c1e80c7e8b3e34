/**
 * Stands in for a ZenML server: a real HTTP server on a free port with the calls that zen makes. Its rules are in
 * `README.md`; a test elsewhere asks the same questions of the real server.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

export interface FakeServerOptions {
  /** @default '0.98.0' */
  readonly version?: string
  /** Whether it has an administrator already. @default true */
  readonly active?: boolean
  /** @default 'default' */
  readonly username?: string
  /** @default '' */
  readonly password?: string
}

export interface ApiKey {
  readonly account: string
  readonly name: string
  /** `ZENKEY_…` */
  readonly value: string
}

export interface FakeZenmlServer {
  readonly url: string
  /** Method and path of every request, in order. */
  readonly requests: readonly string[]
  /** Keys that work at present. */
  readonly keys: () => readonly ApiKey[]
  readonly password: () => string
  /** Hangs up on everybody until {@link FakeZenmlServer.resume}. */
  readonly pause: () => void
  readonly resume: () => void
  /** A new database: no service accounts, no keys, nobody logged in. */
  readonly forget: () => void
  /** Another version of ZenML on the same data. */
  readonly become: (version: string) => void
  readonly close: () => Promise<void>
}

interface Account {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly keys: Map<string, { readonly id: string; value: string }>
}

interface User {
  readonly name: string
  readonly isServiceAccount: boolean
}

interface State {
  readonly id: string
  version: string
  active: boolean
  username: string
  password: string
  isPaused: boolean
  readonly accounts: Map<string, Account>
  readonly tokens: Map<string, User>
}

export async function startFakeZenmlServer(options: FakeServerOptions = {}): Promise<FakeZenmlServer> {
  const state: State = {
    id: randomUUID(),
    version: options.version ?? '0.98.0',
    active: options.active ?? true,
    username: options.username ?? 'default',
    password: options.password ?? '',
    isPaused: false,
    accounts: new Map(),
    tokens: new Map(),
  }
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    if (state.isPaused) request.socket.destroy()
    else void respond(state, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    keys: () => [...state.accounts.values()].flatMap(keysOf),
    password: () => state.password,
    pause: () => {
      state.isPaused = true
    },
    resume: () => {
      state.isPaused = false
    },
    forget: () => {
      state.accounts.clear()
      state.tokens.clear()
    },
    become: (version) => {
      state.version = version
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function keysOf({ name: account, keys }: Account): readonly ApiKey[] {
  return [...keys].map(([name, { value }]) => ({ account, name, value }))
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly contentType?: string
}

interface Question {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly user: User | undefined
}

async function respond(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
  const user = state.tokens.get(token) ?? userOfKey(state, token)
  const question = { method: request.method ?? 'GET', path: pathname, body: await text(request), user }
  const { status, body, contentType = 'application/json' } = answerTo(state, question)
  response.writeHead(status, { 'content-type': contentType })
  response.end(contentType === 'application/json' ? JSON.stringify(body) : String(body))
}

const json = (body: unknown): Answer => ({ status: 200, body })
const refusal = (status: number, kind: string, message: string): Answer => ({
  status,
  body: { detail: [kind, message] },
})
const invalid = (message: string): Answer => ({ status: 422, body: ['ValueError', message] })

function answerTo(state: State, question: Question): Answer {
  const { method, path, user } = question
  if (path === '/ready' || path === '/health') return { status: 200, body: 'ok', contentType: 'text/plain' }
  // Any other page is the dashboard, also one that does not exist.
  if (!path.startsWith('/api/')) {
    return { status: 200, body: '<!doctype html><title>ZenML</title>', contentType: 'text/html' }
  }
  const call = `${method} ${path.slice('/api/v1'.length)}`
  if (call === 'GET /version') return json(state.version)
  if (call === 'GET /info') return json(infoOf(state))
  if (call === 'PUT /activate') return activate(state, question)
  if (call === 'POST /login') return login(state, question)
  if (!user) return { status: 401, body: { detail: 'Not authenticated' } }
  if (call === 'GET /current-user') return json(userBody(user))
  if (call === 'PUT /current-user') return changeUser(state, question)
  return accountAnswer(state, question) ?? refusal(404, 'KeyError', `Nothing is at ${path}`)
}

function infoOf({ id, version, active }: State) {
  return { id, name: 'default', version, active, database_type: 'sqlite', deployment_type: 'other' }
}

function activate(state: State, { body }: Question): Answer {
  if (state.active) return refusal(403, 'IllegalOperationError', 'The server is already active.')
  const { admin_username: username, admin_password: password } = parsed(body)
  state.active = true
  if (!username) return json(null)
  state.username = username
  state.password = password ?? ''
  return json(userBody({ name: username, isServiceAccount: false }))
}

function login(state: State, { body }: Question): Answer {
  const form = new URLSearchParams(body)
  const password = form.get('password') ?? ''
  const user =
    form.get('grant_type') === 'zenml-api-key'
      ? userOfKey(state, password)
      : administrator(state, form.get('username') ?? '', password)
  if (!user) return refusal(401, 'CredentialsNotValid', 'Authentication error: invalid username or password')
  const token = randomBytes(24).toString('hex')
  state.tokens.set(token, user)
  return json({ access_token: token, token_type: 'bearer', expires_in: null, csrf_token: 'csrf' })
}

function administrator(state: State, username: string, password: string): User | undefined {
  const isRight = state.active && username === state.username && password === state.password
  return isRight ? { name: username, isServiceAccount: false } : undefined
}

function userOfKey({ accounts }: State, key: string): User | undefined {
  for (const { name, keys } of accounts.values()) {
    if ([...keys.values()].some(({ value }) => value === key)) return { name, isServiceAccount: true }
  }
  return undefined
}

function userBody({ name, isServiceAccount }: User) {
  return { name, body: { is_admin: !isServiceAccount, is_service_account: isServiceAccount } }
}

function changeUser(state: State, { body, user }: Question): Answer {
  const { password, old_password: old } = parsed(body)
  if (!user || user.isServiceAccount)
    return refusal(403, 'IllegalOperationError', 'Service accounts have no password.')
  if (password !== undefined) {
    if ((old ?? '') !== state.password)
      return refusal(403, 'IllegalOperationError', 'The old password is wrong.')
    state.password = password
  }
  return json(userBody(user))
}

/** Service accounts and their keys, or `undefined` for any other path. */
function accountAnswer(state: State, question: Question): Answer | undefined {
  const { method, path } = question
  const [, nameOrId, , keyName, rotation] =
    /^\/api\/v1\/service_accounts(?:\/([^/]+))?(\/api_keys)?(?:\/([^/]+))?(\/rotate)?$/.exec(path) ?? []
  if (!path.startsWith('/api/v1/service_accounts')) return undefined
  if (nameOrId === undefined) return method === 'POST' ? makeAccount(state, question) : undefined
  const account = accountOf(state, decodeURIComponent(nameOrId))
  if (path.includes('/api_keys') && !isUuid(nameOrId)) return invalid('value is not a valid uuid')
  if (!account) return refusal(404, 'KeyError', `There is no service account ${nameOrId}`)
  if (!path.includes('/api_keys')) return method === 'GET' ? json(accountBody(account)) : undefined
  if (keyName === undefined) return method === 'POST' ? makeKey(account, question) : undefined
  const name = decodeURIComponent(keyName)
  if (!account.keys.has(name)) return refusal(404, 'KeyError', `There is no API key ${name}`)
  if (rotation !== undefined && method === 'PUT') return rotateKey(account, name)
  if (rotation !== undefined || method !== 'DELETE') return undefined
  account.keys.delete(name)
  return json(null)
}

function makeAccount({ accounts }: State, { body }: Question): Answer {
  const { name, active, description } = parsed(body)
  if (!name || active === undefined) return invalid('active: Field required')
  if (accounts.has(name))
    return refusal(409, 'EntityExistsError', `There is a service account ${name} already`)
  const account: Account = { id: randomUUID(), name, description: description ?? '', keys: new Map() }
  accounts.set(name, account)
  return json(accountBody(account))
}

function accountBody({ id, name, description }: Account) {
  return { id, name, body: { active: true }, metadata: { description } }
}

function accountOf({ accounts }: State, nameOrId: string): Account | undefined {
  return accounts.get(nameOrId) ?? [...accounts.values()].find(({ id }) => id === nameOrId)
}

function makeKey(account: Account, { body }: Question): Answer {
  const { name } = parsed(body)
  if (!name) return invalid('name: Field required')
  if (account.keys.has(name)) return refusal(409, 'EntityExistsError', `There is an API key ${name} already`)
  const id = randomUUID()
  const value = newKey(id)
  account.keys.set(name, { id, value })
  return json({ id, name, body: { key: value, active: true } })
}

function rotateKey({ keys }: Account, name: string): Answer {
  const key = keys.get(name)
  if (!key) return refusal(404, 'KeyError', `There is no API key ${name}`)
  key.value = newKey(key.id)
  return json({ id: key.id, name, body: { key: key.value, active: true } })
}

/** The real form: `ZENKEY_` and base64 of an id and 64 hexadecimal digits. */
function newKey(id: string): string {
  const content = JSON.stringify({ id, key: randomBytes(32).toString('hex') })
  return `ZENKEY_${Buffer.from(content).toString('base64')}`
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** Scalars of a JSON body as text. */
function parsed(body: string): Readonly<Record<string, string | undefined>> {
  const value: unknown = JSON.parse(body || '{}')
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]))
}
