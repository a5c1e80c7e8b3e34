/** The ZenML server's REST API, as far as zen needs it. Source: `/docs` of any ZenML server; tried with 0.98.0. */
import { setTimeout as delay } from 'node:timers/promises'
import {
  apiKeyRefused,
  certificateNotTrusted,
  loginRefused,
  notZenmlServer,
  serverBusy,
  serverRefused,
  serverUnreachable,
} from '../errors/server.ts'
import { systemCodeOf } from '../errors/zen-error.ts'
import { field, messageIn, parseJson, textField } from './server-answer.ts'
import { type ServerAddress, type ServerRequest, type ServerResponse, sendRequest } from './server-request.ts'

export type { ServerAddress } from './server-request.ts'

/** What a server tells anybody about itself. */
export interface ServerInfo {
  readonly id: string
  readonly name: string
  readonly version: string
  /** Whether it has an administrator. One that has none can be claimed by whoever reaches it first. */
  readonly active: boolean
  readonly databaseType: string
}

export interface ServerCredentials {
  readonly username: string
  readonly password: string
}

export interface CurrentUser {
  readonly name: string
  readonly isServiceAccount: boolean
}

interface ApiRequest extends ServerRequest {
  /** Completes "could not …" when the server refuses. */
  readonly what: string
  /** Statuses beyond 2xx that the caller deals with. */
  readonly expected?: readonly number[]
}

const BUSY = 429
const BUSY_ATTEMPTS = 3
const LONGEST_WAIT_SECONDS = 5

/** @throws ZenError `SERVER_UNREACHABLE`, `CERTIFICATE_NOT_TRUSTED`, `NOT_A_ZENML_SERVER`, `SERVER_REFUSED` */
export async function serverInfo(server: ServerAddress): Promise<ServerInfo> {
  const { body } = await callServer(server, {
    method: 'GET',
    path: '/api/v1/info',
    // It costs the server nothing, and `zen show` waits for it.
    timeoutMs: 5_000,
    what: 'say what it is',
    expected: [401, 403, 404, 405],
  })
  const info = parseJson(body)
  const [id, version] = [textField(info, 'id'), textField(info, 'version')]
  if (id === undefined || version === undefined) throw notZenmlServer(server.url)
  return {
    id,
    version,
    name: textField(info, 'name') ?? 'default',
    // Servers before 0.57.0 have no such field: they came with an administrator.
    active: field(info, 'active') !== false,
    databaseType: textField(info, 'database_type') ?? 'unknown',
  }
}

/** An access token, or `undefined` when name or password is wrong. */
export async function tryLogin(
  server: ServerAddress,
  { username, password }: ServerCredentials,
): Promise<string | undefined> {
  return tokenFor(server, { username, password })
}

/** @throws ZenError `LOGIN_REFUSED` when name or password is wrong. */
export async function login(server: ServerAddress, credentials: ServerCredentials): Promise<string> {
  const token = await tryLogin(server, credentials)
  if (token === undefined) throw loginRefused(server.url, credentials.username)
  return token
}

/**
 * Who an API key belongs to. The key is first changed into a token, because servers before 0.91.1 don't take it
 * as it is.
 * @throws ZenError `API_KEY_REFUSED` when the server does not know the key.
 */
export async function userOfApiKey(server: ServerAddress, apiKey: string): Promise<CurrentUser> {
  const token = await tokenFor(server, { grant_type: 'zenml-api-key', password: apiKey })
  if (token === undefined) throw apiKeyRefused(server.url)
  return currentUser(server, token)
}

async function currentUser(server: ServerAddress, token: string): Promise<CurrentUser> {
  const { body } = await callServer(server, {
    method: 'GET',
    path: '/api/v1/current-user',
    token,
    what: 'say who is logged in',
  })
  const user = parseJson(body)
  const name = textField(user, 'name')
  if (name === undefined) throw notZenmlServer(server.url)
  return { name, isServiceAccount: field(field(user, 'body'), 'is_service_account') === true }
}

async function tokenFor(server: ServerAddress, form: Readonly<Record<string, string>>) {
  const { status, body } = await callServer(server, {
    method: 'POST',
    path: '/api/v1/login',
    form,
    what: 'log in',
    expected: [401, 403],
  })
  if (status !== 200) return undefined
  const token = textField(parseJson(body), 'access_token')
  if (token === undefined) throw notZenmlServer(server.url)
  return token
}

/**
 * Sends a request, again when the server is busy for a short while, and turns every failure into a sentence.
 * @throws ZenError of the catalogue `errors/server.ts`; statuses in `expected` are answered instead.
 */
export async function callServer(server: ServerAddress, request: ApiRequest): Promise<ServerResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await sendRequest(server, request).catch((error: unknown) => {
      throw unanswered(server.url, error)
    })
    if (response.status !== BUSY) return accepted(server.url, request, response)
    const wait = response.retryAfter ?? attempt
    if (attempt === BUSY_ATTEMPTS || wait > LONGEST_WAIT_SECONDS) {
      throw serverBusy(server.url, response.retryAfter)
    }
    await delay(wait * 1000)
  }
}

function accepted(url: string, { what, expected = [] }: ApiRequest, response: ServerResponse) {
  const { status, body } = response
  if ((status >= 200 && status < 300) || expected.includes(status)) return response
  throw serverRefused(url, what, status, messageIn(body))
}

function unanswered(url: string, error: unknown) {
  const code = systemCodeOf(error) ?? ''
  if (/CERT|SIGNATURE|ISSUER|CRL/.test(code)) return certificateNotTrusted(url, error)
  // EPROTO: TLS was spoken to a server without it. HPE_…: the answer is not HTTP.
  if (code === 'EPROTO' || code.startsWith('HPE_') || code.startsWith('ERR_SSL')) return notZenmlServer(url)
  return serverUnreachable(url, error)
}
