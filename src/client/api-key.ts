import { notZenmlServer } from '../errors/server.ts'
import { field, parseJson, textField } from './server-answer.ts'
import { callServer, login, type ServerAddress, type ServerCredentials } from './server-api.ts'

/** Which key of which service account. */
export interface ApiKeyName {
  readonly serviceAccount: string
  readonly keyName: string
}

interface Session {
  readonly server: ServerAddress
  readonly token: string
}

const NOT_FOUND = 404
const EXISTS = 409

/**
 * An API key of a service account, both made when they are not there yet. A key is shown only when it is made, so
 * one that exists is replaced: the old value stops working at once.
 * @returns the key, `ZENKEY_…`
 * @throws ZenError of `errors/server.ts`
 */
export async function createApiKey(
  server: ServerAddress,
  credentials: ServerCredentials,
  { serviceAccount, keyName }: ApiKeyName,
): Promise<string> {
  const session = { server, token: await login(server, credentials) }
  const account = await ensureServiceAccount(session, serviceAccount)
  const made = await callServer(server, {
    method: 'POST',
    path: `/api/v1/service_accounts/${account}/api_keys`,
    token: session.token,
    json: { name: keyName, description: 'Made by zen, used by the ZenML client of one computer' },
    what: `make the API key "${keyName}"`,
    expected: [EXISTS],
  })
  const body = made.status === EXISTS ? await rotate(session, account, keyName) : made.body
  const key = textField(field(parseJson(body), 'body'), 'key')
  if (key === undefined) throw notZenmlServer(server.url)
  return key
}

/**
 * Takes the key back. Best effort: whoever disconnects must be able to do so from a server that is gone.
 * @returns whether the key certainly is gone. Never throws.
 */
export async function deleteApiKey(
  server: ServerAddress,
  credentials: ServerCredentials,
  { serviceAccount, keyName }: ApiKeyName,
): Promise<boolean> {
  try {
    const session = { server, token: await login(server, credentials) }
    const account = await findServiceAccount(session, serviceAccount)
    if (account === undefined) return true
    await callServer(server, {
      method: 'DELETE',
      path: `/api/v1/service_accounts/${account}/api_keys/${encodeURIComponent(keyName)}`,
      token: session.token,
      what: `delete the API key "${keyName}"`,
      expected: [NOT_FOUND],
    })
    return true
  } catch {
    return false
  }
}

/** @returns the account's id. Making a key wants the id; a name is refused. */
async function ensureServiceAccount({ server, token }: Session, name: string): Promise<string> {
  const { status, body } = await callServer(server, {
    method: 'POST',
    path: '/api/v1/service_accounts',
    token,
    // `active` has no default in the API.
    json: { name, active: true, description: 'ZenML clients that zen connected' },
    what: `make the service account "${name}"`,
    expected: [EXISTS],
  })
  const id = status === EXISTS ? await findServiceAccount({ server, token }, name) : idIn(body)
  if (id === undefined) throw notZenmlServer(server.url)
  return id
}

async function findServiceAccount({ server, token }: Session, name: string): Promise<string | undefined> {
  const { status, body } = await callServer(server, {
    method: 'GET',
    path: `/api/v1/service_accounts/${encodeURIComponent(name)}`,
    token,
    what: `find the service account "${name}"`,
    expected: [NOT_FOUND],
  })
  return status === NOT_FOUND ? undefined : idIn(body)
}

async function rotate({ server, token }: Session, account: string, keyName: string): Promise<string> {
  const { body } = await callServer(server, {
    method: 'PUT',
    path: `/api/v1/service_accounts/${account}/api_keys/${encodeURIComponent(keyName)}/rotate`,
    token,
    json: { retain_period_minutes: 0 },
    what: `renew the API key "${keyName}"`,
  })
  return body
}

function idIn(body: string): string | undefined {
  return textField(parseJson(body), 'id')
}
