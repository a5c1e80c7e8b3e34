/** HTTP as a computer in a company needs it: through the proxy that its environment names, and never without an end. */
import { EnvHttpProxyAgent, interceptors, request } from 'undici'
import { proxyUnusable } from '../../../errors/engine-variables.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Answer {
  readonly status: number
  /** Of the body, in bytes, when the server says so. */
  readonly size?: number
  /** What tells this version of the file from others, when the server says so. */
  readonly etag?: string
  /** Empty unless the answer is the file. */
  readonly body: AsyncIterable<Buffer>
}

export interface Ask {
  readonly method?: 'GET' | 'HEAD'
  readonly signal: AbortSignal
  /** Only what follows the first bytes of the version with this etag; a server may send everything (200, not 206). */
  readonly rest?: { readonly from: number; readonly etag: string }
}

export interface Web {
  /**
   * Follows redirections. Throws undici's and the system's errors, among them `UND_ERR_BODY_TIMEOUT` while the body is
   * read, when the other side says nothing for too long.
   */
  ask(address: URL, ask: Ask): Promise<Answer>
  /** Ends what is still open. */
  close(): Promise<void>
}

const STALL_MS = 30_000
const MOST_REDIRECTIONS = 5

/**
 * @param stallMs how long the other side may be silent
 * @throws ZenError `PROXY_UNUSABLE`
 */
export function openWeb(env: Environment, stallMs = STALL_MS): Web {
  const agent = new EnvHttpProxyAgent({
    httpProxy: proxyOf(env, 'http_proxy'),
    httpsProxy: proxyOf(env, 'https_proxy'),
    noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    headersTimeout: stallMs,
    bodyTimeout: stallMs,
  })
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: MOST_REDIRECTIONS }))
  return {
    ask: async (address, { method = 'GET', signal, rest }) => {
      const { statusCode, headers, body } = await request(withoutLogin(address), {
        dispatcher,
        method,
        signal,
        headers: { ...loginOf(address), ...rangeOf(rest) },
      })
      const size = Number(headers['content-length'] ?? Number.NaN)
      const { etag } = headers
      // Nobody reads the words of a refusal, and whoever closes the line must not trip over them.
      if (method === 'HEAD' || statusCode >= 300) void body.dump().catch(() => undefined)
      return {
        status: statusCode,
        ...(Number.isInteger(size) && { size }),
        ...(typeof etag === 'string' && { etag }),
        body,
      }
    },
    close: () => agent.destroy(),
  }
}

/** As curl reads it: lower case first, and a proxy without a scheme speaks HTTP. Empty: none, whatever else is set. */
function proxyOf(env: Environment, lower: 'http_proxy' | 'https_proxy'): string {
  const variable = env[lower] === undefined ? lower.toUpperCase() : lower
  const said = env[variable] ?? ''
  if (said === '') return ''
  const proxy = said.includes('://') ? said : `http://${said}`
  if (!URL.canParse(proxy) || !/^(https?|socks5?):$/.test(new URL(proxy).protocol))
    throw proxyUnusable(variable)
  return proxy
}

function rangeOf(rest: Ask['rest']): Record<string, string> {
  return rest === undefined ? {} : { range: `bytes=${rest.from}-`, 'if-range': rest.etag }
}

function loginOf({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const login = `${decoded(username)}:${decoded(password)}`
  return { authorization: `Basic ${Buffer.from(login).toString('base64')}` }
}

/** A percent sign may stand for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function withoutLogin(address: URL): URL {
  const bare = new URL(address)
  bare.username = ''
  bare.password = ''
  return bare
}
