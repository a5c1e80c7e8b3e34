/** What an API server answers about the objects it has: everything but who may ask, logs and ports. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { isMapping, textAt } from '../../src/cluster/fields.ts'
import { discoveryAt, groupVersion, type Kind } from './fake-kubernetes-kinds.ts'
import { type Address, type Fields, type Objects, Refusal } from './fake-kubernetes-objects.ts'

export interface Served {
  readonly objects: Objects
  /** What nobody may do: `list nodes`, `create secrets`. */
  readonly denied: readonly string[]
  readonly kinds: readonly Kind[]
  /** `v1.34.4` */
  readonly version: string
  /** Who asks. */
  readonly username: string
}

export interface Question {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Fields
  readonly accept: string
}

export async function questionOf(request: IncomingMessage): Promise<Question> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
  const body: unknown = JSON.parse((await text(request)) || '{}')
  const { method = '', headers } = request
  return { method, path, query, body: isMapping(body) ? body : {}, accept: headers.accept ?? '' }
}

export class KubernetesAnswers {
  readonly #served: Served

  constructor(served: Served) {
    this.#served = served
  }

  /** @throws Refusal */
  answer(question: Question): object {
    const { method, path, body } = question
    const { kinds, version, username } = this.#served
    if (path === '/version') return { gitVersion: version }
    if (path.endsWith('/selfsubjectaccessreviews')) return this.#review(body)
    if (path.endsWith('/selfsubjectreviews')) return { status: { userInfo: { username } } }
    const discovered = method === 'GET' ? discoveryAt(path, kinds) : undefined
    return discovered ?? this.#objectAnswer(question, this.#addressAt(path))
  }

  /** `namespace/pod/container`, `undefined` for a request that asks for no log. @throws Refusal */
  logOf(path: string, query: URLSearchParams): string | undefined {
    const [, namespace = '', pod] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(path) ?? []
    if (pod === undefined) return undefined
    this.#mayOr403('get', 'pods/log')
    this.#served.objects.get(this.#pod(namespace, pod))
    return `${namespace}/${pod}/${query.get('container')}${query.get('previous') === 'true' ? '/previous' : ''}`
  }

  /** `namespace/pod:port` of a request for a port of a pod that is there. */
  podAt(url: string): string | undefined {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const [, namespace = '', name = ''] =
      /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/portforward$/.exec(pathname) ?? []
    const isThere = this.#served.objects.find(this.#pod(namespace, name)) !== undefined
    return isThere ? `${namespace}/${name}:${searchParams.get('ports')}` : undefined
  }

  #pod(namespace: string, name: string): Address {
    return { ...this.#addressAt('/api/v1/pods'), namespace, name }
  }

  #objectAnswer({ method, query, body, accept }: Question, address: Address): object {
    const { objects } = this.#served
    const { resource } = address.kind
    const isWhole = address.name === undefined
    const verb =
      { GET: isWhole ? 'list' : 'get', POST: 'create', PATCH: 'patch', DELETE: 'delete' }[method] ?? ''
    this.#mayOr403(verb, resource)
    if (verb === 'get') return objects.get(address)
    if (verb === 'create') return objects.create(address, body)
    if (verb === 'patch') return objects.patch(address, body)
    if (verb === 'delete') return objects.remove(address)
    const all = objects.list(address, query.get('labelSelector') ?? '', query.get('fieldSelector') ?? '')
    const from = Number(query.get('continue') ?? 0)
    const to = from + Number(query.get('limit') ?? all.length)
    const isPartial = accept.includes('PartialObjectMetadataList')
    const items = all.slice(from, to).map((it) => (isPartial ? { metadata: it['metadata'] } : it))
    return { kind: 'List', metadata: to < all.length ? { continue: String(to) } : {}, items }
  }

  #addressAt(path: string): Address {
    const [, groupAndVersion = '', namespace, resource = '', name] =
      /^\/apis?\/(v1|[^/]+\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? []
    const kind = this.#served.kinds.find(
      (it) => groupVersion(it) === groupAndVersion && it.resource === resource,
    )
    if (!kind) throw new Refusal(404, 'NotFound', 'the server could not find the requested resource')
    return { kind, namespace, name }
  }

  #review(body: Fields): object {
    const { denied } = this.#served
    const asked = (field: string) => textAt(body, 'spec', 'resourceAttributes', field)
    const part = asked('subresource')
    const right = `${asked('verb')} ${asked('resource')}${part === '' ? '' : `/${part}`}`
    const allowed = asked('verb') === '*' ? denied.length === 0 : !denied.includes(right)
    return { status: { allowed } }
  }

  #mayOr403(verb: string, resource: string): void {
    const { denied, username } = this.#served
    if (!denied.includes(`${verb} ${resource}`)) return
    throw new Refusal(
      403,
      'Forbidden',
      `${resource} is forbidden: User "${username}" cannot ${verb} resource "${resource}"`,
    )
  }
}

export function answerWith(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** As an object of the kind `Status`. @throws what is no refusal */
export function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) throw error
  const { status: code, message, reason } = error
  answerWith(response, code, { kind: 'Status', status: 'Failure', message, reason, code })
}
