/**
 * One HTTP request to a ZenML server, answered whatever the status.
 *
 * node:http instead of `fetch`: a server with a private authority needs its certificate per request, which
 * `fetch` can't take, and this is on the way of `zen show`, where loading and running `fetch` costs about
 * 10 ms and 2 MB more (measured: 40 against 50 ms for a whole process with one request).
 */
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { request as httpRequest } from 'node:http'

/** Where a ZenML server is. */
export interface ServerAddress {
  /** `http(s)://host[:port][/path]`, without a slash at the end. */
  readonly url: string
  /** PEM text of the authority that signed the server's certificate, when the public ones did not. */
  readonly caCertificate?: string
}

export interface ServerRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the server's URL, with a slash in front: `/api/v1/info`. */
  readonly path: string
  /** Sent as a JSON body. */
  readonly json?: Readonly<Record<string, unknown>>
  /** Sent as a form, which ZenML's login wants. */
  readonly form?: Readonly<Record<string, string>>
  /** Access token of a login. */
  readonly token?: string
  /** For the whole exchange, in milliseconds. @default 30000 */
  readonly timeoutMs?: number
}

export interface ServerResponse {
  readonly status: number
  readonly body: string
  /** Seconds, when the server said how long to wait. */
  readonly retryAfter?: number
}

const DEFAULT_TIMEOUT_MS = 30_000

/** @throws the system's error (`ECONNREFUSED`, `ETIMEDOUT`, a TLS code) when there was no answer. */
export async function sendRequest(server: ServerAddress, request: ServerRequest): Promise<ServerResponse> {
  const url = new URL(`${server.url.replace(/\/+$/, '')}${request.path}`)
  const { body, contentType } = bodyOf(request)
  const open = await opener(url, server.caCertificate)
  return new Promise((resolve, reject) => {
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS
    const headers = {
      accept: 'application/json',
      ...(contentType && { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
      ...(request.token !== undefined && { authorization: `Bearer ${request.token}` }),
    }
    // Without an agent the connection is closed after the answer, so nothing keeps the process alive.
    const sent = open({ method: request.method, headers, agent: false }, (response) => {
      readAnswer(response).then(resolve, reject)
    })
    const timer = setTimeout(() => sent.destroy(timedOut(timeoutMs)), timeoutMs)
    sent.on('close', () => clearTimeout(timer)).on('error', reject)
    sent.end(body)
  })
}

type Opener = (options: RequestOptions, answered: (response: IncomingMessage) => void) => ClientRequest

/** node:https takes 5 ms to load, which only servers behind TLS should cost. */
async function opener(url: URL, caCertificate: string | undefined): Promise<Opener> {
  if (url.protocol !== 'https:') return (options, answered) => httpRequest(url, options, answered)
  const https = await import('node:https')
  const trust = caCertificate === undefined ? {} : { ca: caCertificate }
  return (options, answered) => https.request(url, { ...options, ...trust }, answered)
}

function bodyOf({ json, form }: ServerRequest): { body: string; contentType?: string } {
  if (json) return { body: JSON.stringify(json), contentType: 'application/json' }
  if (form) {
    return { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' }
  }
  return { body: '' }
}

async function readAnswer(response: IncomingMessage): Promise<ServerResponse> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  const retryAfter = Number(response.headers['retry-after'])
  return {
    status: response.statusCode ?? 0,
    body: Buffer.concat(chunks).toString('utf8'),
    ...(retryAfter > 0 && { retryAfter }),
  }
}

function timedOut(timeoutMs: number): Error {
  return Object.assign(new Error(`no answer within ${timeoutMs / 1000} seconds`), { code: 'ETIMEDOUT' })
}
