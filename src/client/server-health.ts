import { type ServerAddress, sendRequest } from './server-request.ts'

const TIMEOUT_MS = 2_000

/**
 * Whether a ZenML server answers there and is ready. Never throws: no answer within 2 seconds is a no.
 * The body is looked at because ZenML, like many a web server, answers any unknown path with 200 and a page.
 * Source: `health()` of `zenml/zen_server/zen_server_api.py`, which says `"OK"` (0.55.5 to 0.98.0). `/ready` says
 * the same since 0.70 or so; before it was one of those unknown paths. Both answer once the database is open.
 */
export async function isReady(server: ServerAddress): Promise<boolean> {
  try {
    const { status, body } = await sendRequest(server, {
      method: 'GET',
      path: '/health',
      timeoutMs: TIMEOUT_MS,
    })
    return status === 200 && /^"?ok"?$/i.test(body.trim())
  } catch {
    return false
  }
}
