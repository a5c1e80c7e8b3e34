/**
 * Stands in for a Kubernetes API server: real HTTP on a free port, objects in memory. Its rules are in `README.md`;
 * a real cluster is asked the same in `test/e2e/cluster`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { isMapping, textAt } from '../../src/cluster/fields.ts'
import { discoveryAt, gatewayKinds, groupVersion, type Kind, kinds } from './fake-kubernetes-kinds.ts'
import { Logs } from './fake-kubernetes-logs.ts'
import { type Address, type Fields, Objects, Refusal } from './fake-kubernetes-objects.ts'
import { Ports } from './fake-kubernetes-ports.ts'

export interface FakeKubernetes {
  /** `http://127.0.0.1:…` */
  readonly url: string
  /** A kubeconfig with one context, `fake`, and a token that works. */
  readonly kubeconfig: string
  /** Method and path of every request, in order. */
  readonly requests: readonly string[]
  readonly logs: Logs
  /** What answers at the ports of pods. */
  readonly ports: Ports
  /** Puts an object there, in place of one of that name. Its namespace need not be there. */
  put(kind: string, object: Fields): void
  /** Changes fields of an object by a merge patch. */
  change(kind: string, namespace: string, name: string, fields: Fields): void
  drop(kind: string, namespace: string, name: string): void
  find(kind: string, namespace: string, name: string): Fields | undefined
  /** `Kind/name` of all there is, sorted. */
  names(): readonly string[]
  /** Nobody may do this any more: `list nodes`, `create secrets`. */
  deny(...rights: readonly string[]): void
  /** Hangs up on everybody until {@link FakeKubernetes.resume}. */
  pause(): void
  resume(): void
}

export interface FakeOptions {
  /** @default 'v1.34.4' */
  readonly version?: string
  /** Whether it knows Gateways. */
  readonly hasGateways?: boolean
  /** Further API groups, which are empty: `karpenter.sh/v1`. */
  readonly groups?: readonly string[]
}

const TOKEN = 'token-of-the-fake'

/** Ends with the test. */
export async function startFakeKubernetes(options: FakeOptions = {}): Promise<FakeKubernetes> {
  const fake = new Fake(options)
  const server = createServer((request, response) => void fake.respond(request, response))
  server.on('upgrade', (request, socket, head) => fake.upgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  onTestFinished(async () => {
    fake.ports.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const url = `http://127.0.0.1:${address.port}`
  const { requests, logs, ports } = fake
  return {
    ...{ url, requests, logs, ports, kubeconfig: kubeconfigFor(url) },
    put: (kind, object) => fake.objects.put(fake.kind(kind), object),
    change: (kind, namespace, name, fields) => {
      fake.objects.patch(fake.address(kind, namespace, name), fields)
    },
    drop: (kind, namespace, name) => {
      fake.objects.remove(fake.address(kind, namespace, name))
    },
    find: (kind, namespace, name) => fake.objects.find(fake.address(kind, namespace, name)),
    names: () => fake.objects.names(),
    deny: (...rights) => fake.denied.push(...rights),
    pause: () => {
      fake.isPaused = true
      server.closeAllConnections()
    },
    resume: () => {
      fake.isPaused = false
    },
  }
}

export function kubeconfigFor(server: string, token = TOKEN): string {
  return JSON.stringify({
    'current-context': 'fake',
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'ada' } }],
    clusters: [{ name: 'fake', cluster: { server } }],
    users: [{ name: 'ada', user: { token } }],
  })
}

class Fake {
  readonly objects = new Objects()
  readonly logs = new Logs()
  readonly ports = new Ports()
  readonly requests: string[] = []
  readonly denied: string[] = []
  isPaused = false
  readonly #kinds: readonly Kind[]
  readonly #version: string

  constructor({ version = 'v1.34.4', hasGateways = false, groups = [] }: FakeOptions) {
    this.#version = version
    const empty = groups.map((it) => {
      const [group = '', groupsVersion = ''] = it.split('/')
      return { kind: 'Thing', group, version: groupsVersion, resource: 'things', namespaced: true }
    })
    this.#kinds = [...kinds, ...(hasGateways ? gatewayKinds : []), ...empty]
    for (const name of ['default', 'kube-system'])
      this.objects.put(this.kind('Namespace'), { metadata: { name } })
  }

  kind(name: string): Kind {
    const found = this.#kinds.find(({ kind }) => kind === name)
    if (!found) throw new Error(`The fake knows no kind ${name}`)
    return found
  }

  address(name: string, namespace: string, object: string): Address {
    const kind = this.kind(name)
    return { kind, name: object, ...(kind.namespaced ? { namespace } : {}) }
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    this.requests.push(`${request.method} ${pathname}`)
    if (this.isPaused) {
      request.socket.destroy()
      return
    }
    try {
      this.#authenticate(request)
      const pod = this.#logOf(pathname, searchParams)
      if (pod !== undefined) this.logs.answer(pod, searchParams, response)
      else answer(response, 200, await this.#answerTo(request, pathname, searchParams))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status: code, message, reason } = error
      answer(response, code, { kind: 'Status', status: 'Failure', message, reason, code })
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    this.requests.push(`UPGRADE ${pathname}`)
    const [, namespace = '', name = ''] =
      /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/portforward$/.exec(pathname) ?? []
    const isThere = this.objects.find(this.address('Pod', namespace, name)) !== undefined
    const isDenied = this.denied.includes('get pods/portforward')
    const refusal = isDenied ? '403 Forbidden' : '404 Not Found'
    if (this.isPaused || isDenied || !isThere) socket.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 0\r\n\r\n`)
    else this.ports.open(request, socket, head, `${namespace}/${name}:${searchParams.get('ports')}`)
  }

  #authenticate(request: IncomingMessage): void {
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      throw new Refusal(401, 'Unauthorized', 'Unauthorized')
  }

  /** `undefined` for a request that asks for no log. */
  #logOf(path: string, query: URLSearchParams): string | undefined {
    const [, namespace = '', pod] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(path) ?? []
    if (pod === undefined) return undefined
    this.#mayOr403('get', 'pods/log')
    this.objects.get(this.address('Pod', namespace, pod))
    const log = `${namespace}/${pod}/${query.get('container')}${query.get('previous') === 'true' ? '/previous' : ''}`
    if (!this.logs.has(log))
      throw new Refusal(400, 'BadRequest', `container "${query.get('container')}" is waiting to start`)
    return log
  }

  async #answerTo(request: IncomingMessage, path: string, query: URLSearchParams): Promise<object> {
    const body: unknown = JSON.parse((await text(request)) || '{}')
    const fields = isMapping(body) ? body : {}
    if (path === '/version') return { gitVersion: this.#version }
    if (path.endsWith('/selfsubjectaccessreviews')) return this.#review(fields)
    if (path.endsWith('/selfsubjectreviews')) return { status: { userInfo: { username: 'ada' } } }
    const discovered = request.method === 'GET' ? discoveryAt(path, this.#kinds) : undefined
    return discovered ?? this.#objectAnswer(request, this.#addressAt(path), query, fields)
  }

  #objectAnswer(request: IncomingMessage, address: Address, query: URLSearchParams, body: Fields): object {
    const { method } = request
    const { resource } = address.kind
    const isWhole = address.name === undefined
    const verb =
      { GET: isWhole ? 'list' : 'get', POST: 'create', PATCH: 'patch', DELETE: 'delete' }[method ?? ''] ?? ''
    this.#mayOr403(verb, resource)
    if (verb === 'get') return this.objects.get(address)
    if (verb === 'create') return this.objects.create(address, body)
    if (verb === 'patch') return this.objects.patch(address, body)
    if (verb === 'delete') return this.objects.remove(address)
    const all = this.objects.list(address, query.get('labelSelector') ?? '', query.get('fieldSelector') ?? '')
    const from = Number(query.get('continue') ?? 0)
    const to = from + Number(query.get('limit') ?? all.length)
    const isPartial = request.headers.accept?.includes('PartialObjectMetadataList')
    const items = all.slice(from, to).map((it) => (isPartial ? { metadata: it['metadata'] } : it))
    return { kind: 'List', metadata: to < all.length ? { continue: String(to) } : {}, items }
  }

  #addressAt(path: string): Address {
    const [, groupAndVersion = '', namespace, resource = '', name] =
      /^\/apis?\/(v1|[^/]+\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? []
    const kind = this.#kinds.find((it) => groupVersion(it) === groupAndVersion && it.resource === resource)
    if (!kind) throw new Refusal(404, 'NotFound', 'the server could not find the requested resource')
    return { kind, namespace, name }
  }

  #review(body: Fields): object {
    const asked = (field: string) => textAt(body, 'spec', 'resourceAttributes', field)
    const part = asked('subresource')
    const right = `${asked('verb')} ${asked('resource')}${part === '' ? '' : `/${part}`}`
    const allowed = asked('verb') === '*' ? this.denied.length === 0 : !this.denied.includes(right)
    return { status: { allowed } }
  }

  #mayOr403(verb: string, resource: string): void {
    const right = `${verb} ${resource}`
    if (!this.denied.includes(right)) return
    throw new Refusal(
      403,
      'Forbidden',
      `${resource} is forbidden: User "ada" cannot ${verb} resource "${resource}"`,
    )
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
