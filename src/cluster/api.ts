/** The interface of a cluster as plain JSON: half a dozen calls instead of the client's thousand generated ones. */
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import type { Exchange, Question } from './exchange.ts'
import { listAt, textAt } from './fields.ts'
import { refusal, silence } from './refusals.ts'

export type Query = Readonly<Record<string, string>>

export interface Asking {
  readonly query?: Query
  readonly accept?: string
  readonly signal?: AbortSignal | undefined
  /** @default 20000 */
  readonly timeoutMs?: number
}

/**
 * Paths begin with `/api/v1` or `/apis/GROUP/VERSION`. All methods throw `CLUSTER_UNREACHABLE`,
 * `CLUSTER_NOT_TRUSTED`, `CLUSTER_LOGIN_REFUSED`, `CLUSTER_FORBIDDEN`, `CLUSTER_REFUSED` (with the status in
 * `details`), `LOGIN_PROGRAM_MISSING`, `LOGIN_PROGRAM_FAILED`, and `INTERRUPTED` when the signal is aborted.
 */
export interface KubernetesApi {
  /** `undefined` when there is no such object. */
  find(path: string, asking?: Asking): Promise<unknown>
  /** All objects, page by page. Empty when the cluster does not know the kind. */
  list(path: string, asking?: Asking): Promise<readonly unknown[]>
  create(path: string, body: object, asking?: Asking): Promise<unknown>
  /** Changes only the fields of the body (a JSON merge patch). */
  patch(path: string, body: object, asking?: Asking): Promise<unknown>
  /** Whether there was something to delete. What depends on it goes later, in the background. */
  remove(path: string, asking?: Asking): Promise<boolean>
  /** A text as it comes, line by line, until it ends or the signal is aborted. */
  lines(path: string, asking: Asking): AsyncIterable<string>
}

const TIMEOUT_MS = 20_000
const mayBeMissing = new Set<Question['method']>(['GET', 'PATCH', 'DELETE'])
const PAGE = '500'
/** A busy cluster says how long to wait; after that many waits it is refused. */
const WAITS = 3
const LONGEST_WAIT_MS = 5_000

export function kubernetesApi(exchange: Exchange, where: string): KubernetesApi {
  const ask = async (method: Question['method'], path: string, asking: Asking, body?: object) => {
    const { query = {}, accept, signal, timeoutMs = TIMEOUT_MS } = asking
    const words = new URLSearchParams(query).toString()
    const question: Question = {
      ...{ method, path: words === '' ? path : `${path}?${words}`, timeoutMs, signal },
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { body }),
    }
    return accepted(exchange, question, where)
  }
  const json = async (method: Question['method'], path: string, asking: Asking, body?: object) => {
    const answer = await ask(method, path, asking, body)
    return answer && content(answer, where, asking)
  }
  return {
    find: (path, asking = {}) => json('GET', path, asking),
    create: (path, body, asking = {}) => json('POST', path, asking, body),
    patch: (path, body, asking = {}) => json('PATCH', path, asking, body),
    remove: async (path, asking = {}) =>
      (await json('DELETE', path, asking, { propagationPolicy: 'Background' })) !== undefined,
    list: async (path, asking = {}) => {
      const items: unknown[] = []
      let next = ''
      do {
        const query = { ...asking.query, limit: PAGE, ...(next === '' ? {} : { continue: next }) }
        const page = await json('GET', path, { ...asking, query })
        items.push(...listAt(page, 'items'))
        next = textAt(page, 'metadata', 'continue')
      } while (next !== '')
      return items
    },
    lines: async function* (path, asking) {
      const answer = await ask('GET', path, asking)
      if (answer) yield* linesOf(answer, where, asking.signal)
    },
  }
}

/** The answer, unless it is a refusal. `undefined`: not found. */
async function accepted(
  exchange: Exchange,
  question: Question,
  where: string,
): Promise<IncomingMessage | undefined> {
  for (let waits = 0; ; waits += 1) {
    const answer = await exchange(question).catch((error: unknown) => {
      throw silence(error, where, question.signal)
    })
    const status = answer.statusCode ?? 0
    if (status < 300) return answer
    const words = await text(answer).catch(() => '')
    if (status === 404 && mayBeMissing.has(question.method)) return undefined
    const pause = Number(answer.headers['retry-after']) * 1000
    if (!(pause >= 0) || waits === WAITS) throw refusal(status, words, question, where)
    await delay(Math.min(pause, LONGEST_WAIT_MS), undefined, { signal: question.signal }).catch((error) => {
      throw silence(error, where, question.signal)
    })
  }
}

async function content(answer: IncomingMessage, where: string, asking: Asking): Promise<unknown> {
  const { signal, timeoutMs = TIMEOUT_MS } = asking
  const timer = setTimeout(() => answer.destroy(new Error('The answer breaks off')), timeoutMs)
  try {
    return JSON.parse(await text(answer))
  } catch (error) {
    throw silence(error, where, signal)
  } finally {
    clearTimeout(timer)
  }
}

/** A line may be as long as the server likes; its end may come in any piece. */
async function* linesOf(
  answer: IncomingMessage,
  where: string,
  signal: AbortSignal | undefined,
): AsyncIterable<string> {
  let rest = ''
  try {
    for await (const piece of answer.setEncoding('utf8')) {
      const lines = `${rest}${piece}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield line.replace(/\r$/, '')
    }
    if (rest !== '') yield rest
  } catch (error) {
    if (!signal?.aborted) throw silence(error, where, signal)
  } finally {
    answer.destroy()
  }
}
