/**
 * Plays the websites that Pulumi's releases come from, on a free port. Its spec, which `release-site.test.ts` holds it to:
 *
 * - It has the files it was given, and answers GET and HEAD with their size and an etag that depends on their content.
 * - A range with the file's etag in `if-range` is answered with the rest (206), with another etag by the whole file
 *   (200), and one that starts at or after the end with 416.
 * - What it does not have is 404. `requests` holds `METHOD path` of every request, and its range.
 * - Faults, for one file each: `refuse` (the next answers are these statuses), `cut` (all answers break off after so many
 *   bytes), `hold` (answers stop after so many bytes, with the line open, until the hold is let go or hangs up).
 * - `redirect` sends who asks for one path to another one, perhaps elsewhere.
 * - `login`: who does not bring it gets 401.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { listen } from '../../client/fake-server.ts'

export interface Hold {
  /** Resolves when somebody is being held. */
  readonly reached: Promise<void>
  /** Sends the rest, and holds nobody again. */
  letGo(): void
  /** Hangs up, and holds nobody again. */
  hangUp(): void
}

export interface ReleaseSite {
  readonly url: string
  readonly requests: string[]
  /** Answers a request that came in another way, through a proxy or TLS. */
  readonly answer: RequestListener
  put(path: string, content: Buffer | string): void
  remove(path: string): void
  refuse(path: string, ...statuses: readonly number[]): void
  cut(path: string, afterBytes: number | undefined): void
  hold(path: string, afterBytes: number): Hold
  redirect(path: string, location: string): void
  /** `user:password` */
  login?: string
}

interface Faults {
  readonly refusals: number[]
  cut?: number | undefined
  hold?: {
    readonly afterBytes: number
    readonly reached: () => void
    readonly over: Promise<'letGo' | 'hangUp'>
  }
}

export async function releaseSite(): Promise<ReleaseSite> {
  const files = new Map<string, Buffer>()
  const redirections = new Map<string, string>()
  const faults = new Map<string, Faults>()
  const requests: string[] = []
  const faultsOf = (path: string): Faults => {
    const known = faults.get(path) ?? { refusals: [] }
    faults.set(path, known)
    return known
  }
  const answer: RequestListener = (request, response) => {
    const path = pathOf(request)
    requests.push([request.method, path, request.headers.range].filter(Boolean).join(' '))
    const content = files.get(path)
    const location = redirections.get(path)
    const wrong = faultsOf(path)
    const refusal = wrong.refusals.shift()
    if (site.login !== undefined && request.headers.authorization !== basic(site.login)) end(response, 401)
    else if (refusal !== undefined) end(response, refusal)
    else if (location !== undefined) response.writeHead(302, { location }).end()
    else if (content === undefined) end(response, 404)
    else void send(request, response, content, wrong)
  }
  const site: ReleaseSite = {
    url: `http://127.0.0.1:${await listen(createServer(answer))}`,
    requests,
    answer,
    put: (path, content) => files.set(path, Buffer.from(content)),
    remove: (path) => files.delete(path),
    refuse: (path, ...statuses) => faultsOf(path).refusals.push(...statuses),
    cut: (path, afterBytes) => {
      faultsOf(path).cut = afterBytes
    },
    redirect: (path, location) => redirections.set(path, location),
    hold: (path, afterBytes) => {
      const [reached, over] = [event<void>(), event<'letGo' | 'hangUp'>()]
      const end = (how: 'letGo' | 'hangUp') => () => {
        delete faultsOf(path).hold
        over.give(how)
      }
      faultsOf(path).hold = { afterBytes, reached: reached.give, over: over.given }
      return { reached: reached.given, letGo: end('letGo'), hangUp: end('hangUp') }
    },
  }
  return site
}

/** Something that happens once. */
function event<T>(): { readonly given: Promise<T>; readonly give: (value: T) => void } {
  let give: (value: T) => void = () => undefined
  const given = new Promise<T>((resolve) => {
    give = resolve
  })
  return { given, give: (value) => give(value) }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  { cut, hold }: Faults,
): Promise<void> {
  const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`
  const from = request.headers['if-range'] === etag ? rangeStart(request) : 0
  if (from > 0 && from >= content.length) return end(response, 416)
  const rest = content.subarray(from)
  const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
  response.writeHead(from > 0 ? 206 : 200, { etag, 'content-length': rest.length, ...(from > 0 && range) })
  if (request.method === 'HEAD') return void response.end()
  if (cut !== undefined) return void response.write(rest.subarray(0, cut), () => response.destroy())
  if (hold) {
    await new Promise<void>((resolve) => {
      response.write(rest.subarray(0, hold.afterBytes), () => resolve())
    })
    hold.reached()
    if ((await hold.over) === 'hangUp') return void response.destroy()
    return void response.end(rest.subarray(hold.afterBytes))
  }
  response.end(rest)
}

/** Of `bytes=7-`. */
function rangeStart({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
}

/** Who asks a proxy names the whole address. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://site').pathname
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end(`${status}\n`)
}

function basic(login: string): string {
  return `Basic ${Buffer.from(login).toString('base64')}`
}
