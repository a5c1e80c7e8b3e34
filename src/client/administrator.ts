import { randomBytes } from 'node:crypto'
import { loginRefused } from '../errors/server.ts'
import { callServer, type ServerAddress, type ServerCredentials, serverInfo, tryLogin } from './server-api.ts'

export interface WantedAdministrator {
  readonly username: string
  /** The password the person asked for. */
  readonly wanted?: string
  /** Passwords that may be the present one, the likeliest first. The empty one is tried only when it is named. */
  readonly known: readonly string[]
}

const ALREADY_ACTIVE = 403

/**
 * Makes sure that the server has an administrator and that we can log in as it: a server that nobody claimed yet
 * is claimed, and a present password other than the wanted one is changed.
 * @throws ZenError `LOGIN_REFUSED` when no password works, or any other error of `errors/server.ts`.
 */
export async function ensureAdministrator(
  server: ServerAddress,
  { username, wanted, known }: WantedAdministrator,
): Promise<ServerCredentials> {
  const { active } = await serverInfo(server)
  if (!active) {
    const password = wanted ?? known.find((candidate) => candidate !== '') ?? generatedPassword()
    if (await activate(server, { username, password })) return { username, password }
  }
  const candidates = new Set([...(wanted === undefined ? [] : [wanted]), ...known])
  for (const password of candidates) {
    const token = await tryLogin(server, { username, password })
    if (token === undefined) continue
    if (wanted === undefined || wanted === password) return { username, password }
    await changePassword(server, token, { password: wanted, old_password: password })
    return { username, password: wanted }
  }
  throw loginRefused(server.url, username)
}

/** A password that nobody guesses and every shell, form and URL takes: 24 letters and digits, `-` and `_`. */
export function generatedPassword(): string {
  return randomBytes(18).toString('base64url')
}

/** `false` when somebody was quicker. Source: `PUT /activate` works once and asks for no login (since 0.57.0). */
async function activate(server: ServerAddress, { username, password }: ServerCredentials): Promise<boolean> {
  const { status } = await callServer(server, {
    method: 'PUT',
    path: '/api/v1/activate',
    json: { admin_username: username, admin_password: password },
    what: 'make its administrator',
    expected: [ALREADY_ACTIVE],
  })
  return status !== ALREADY_ACTIVE
}

/** Source: `update_myself` of `zenml/zen_server/routers/users_endpoints.py` (0.98.0): the old password is asked for. */
async function changePassword(
  server: ServerAddress,
  token: string,
  json: { readonly password: string; readonly old_password: string },
): Promise<void> {
  await callServer(server, {
    method: 'PUT',
    path: '/api/v1/current-user',
    token,
    json,
    what: 'change the password of its administrator',
  })
}
