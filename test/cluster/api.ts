/** The cluster's own interface, as plain JSON: for the stand-in and for tests that look at the cluster themselves. */
import { readFile } from 'node:fs/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface ClusterApi {
  get(path: string): Promise<unknown>
  post(path: string, body: object): Promise<unknown>
  /** Changes only the fields in the body (a JSON merge patch). */
  merge(path: string, body: object): Promise<unknown>
  remove(path: string): Promise<unknown>
  close(): void
}

/** What the server says when it refuses. */
class ApiRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** @param directory the cluster's folder */
export async function clusterApi(directory: string, node: string): Promise<ClusterApi> {
  const token = (await readFile(join(directory, 'pki', 'token'), 'utf8')).trim()
  const ca = await readFile(join(directory, 'pki', 'apiserver.crt'))
  const agent = new Agent({ keepAlive: true, ca })
  const call = async (method: string, path: string, body?: object, type = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) }
    return answer(request({ host: node, port: 6443, method, path, agent, headers }), body)
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    merge: (path, body) => call('PATCH', path, body, 'application/merge-patch+json'),
    remove: (path) => call('DELETE', path),
    close: () => agent.destroy(),
  }
}

async function answer(call: ClientRequest, body: object | undefined): Promise<unknown> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    call.on('response', resolve).on('error', reject)
    call.end(body && JSON.stringify(body))
  })
  const words = await text(message)
  const status = message.statusCode ?? 0
  if (status >= 300) throw new ApiRefusal(status, words)
  return JSON.parse(words)
}
