/** One request to a cluster and its answer, whatever the status. */
import type { IncomingMessage, RequestOptions } from 'node:http'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { fieldAt } from './fields.ts'
import type { Login } from './login.ts'

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the server's address, with its query. */
  readonly path: string
  readonly body?: object
  /** What is wanted in place of plain JSON. */
  readonly accept?: string
  /** Until the answer begins, in milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

export type Exchange = (question: Question) => Promise<IncomingMessage>

/** As many as browsers have: one person's questions, side by side. */
const MOST_CONNECTIONS = 8

/** Keeps connections for the next question, but keeps no process alive. */
export function exchangeWith(server: string, login: Login): Exchange {
  const url = new URL(server)
  const isSecure = url.protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: MOST_CONNECTIONS }
  const agent = isSecure ? new HttpsAgent(settings) : new HttpAgent(settings)
  const base = url.pathname.replace(/\/+$/, '')
  return async (question) => {
    const applied: RequestOptions = {}
    await login.apply(applied)
    const options = {
      ...applied,
      ...(login.hasProxy ? {} : { agent }),
      ...{ protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port },
      path: `${base}${question.path}`,
    }
    return send(isSecure ? httpsRequest : httpRequest, options, question, true)
  }
}

async function send(
  open: typeof httpRequest,
  options: RequestOptions,
  question: Question,
  mayRetry: boolean,
): Promise<IncomingMessage> {
  const { method, accept, timeoutMs, signal } = question
  const body = question.body && JSON.stringify(question.body)
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const headers = {
    ...{ accept: accept ?? 'application/json', 'user-agent': 'zen' },
    ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    ...options.headers,
  }
  const request = open({ ...options, method, headers, ...(signal ? { signal } : {}) })
  const timer = setTimeout(
    () => request.destroy(new Error(`No answer in ${timeoutMs / 1000} seconds`)),
    timeoutMs,
  )
  try {
    return await new Promise((resolve, reject) => {
      request.on('response', resolve).on('error', reject)
      request.end(body)
    })
  } catch (error) {
    // The cluster may close a kept connection in the very moment in which it is used again.
    const isStale = request.reusedSocket && fieldAt(error, 'code') === 'ECONNRESET'
    if (isStale && mayRetry && method === 'GET') return send(open, options, question, false)
    throw error
  } finally {
    clearTimeout(timer)
  }
}
