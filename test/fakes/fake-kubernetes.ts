/**
 * Stands in for a Kubernetes API server: real HTTP on a free port, objects in memory. Its rules are in `README.md`;
 * a real cluster is asked the same in `test/e2e/cluster`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'
import { answerWith, KubernetesAnswers, questionOf, refuse } from './fake-kubernetes-answers.ts'
import { gatewayKinds, type Kind, kinds } from './fake-kubernetes-kinds.ts'
import { Logs } from './fake-kubernetes-logs.ts'
import { type Address, type Fields, Objects, Refusal } from './fake-kubernetes-objects.ts'
import { Ports } from './fake-kubernetes-ports.ts'

export interface FakeKubernetes {
  /** `http://127.0.0.1:…` */
  readonly url: string
  /** A kubeconfig with one context, `fake`, and a token that works now. */
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
  /** Another token works from now on, and no other. */
  renewLogin(): void
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
    ...{ url, requests, logs, ports },
    get kubeconfig() {
      return kubeconfigFor(url, fake.token)
    },
    put: (kind, object) => fake.objects.put(fake.kind(kind), object),
    change: (kind, namespace, name, fields) => {
      fake.objects.patch(fake.address(kind, namespace, name), fields)
    },
    drop: (kind, namespace, name) => {
      fake.objects.remove(fake.address(kind, namespace, name))
    },
    find: (kind, namespace, name) => fake.objects.find(fake.address(kind, namespace, name)),
    names: () => fake.objects.names(),
    renewLogin: () => {
      fake.token = `${fake.token}-again`
    },
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
  token = TOKEN
  readonly #answers: KubernetesAnswers
  readonly #kinds: readonly Kind[]

  constructor({ version = 'v1.34.4', hasGateways = false, groups = [] }: FakeOptions) {
    const empty = groups.map((it) => {
      const [group = '', groupsVersion = ''] = it.split('/')
      return { kind: 'Thing', group, version: groupsVersion, resource: 'things', namespaced: true }
    })
    this.#kinds = [...kinds, ...(hasGateways ? gatewayKinds : []), ...empty]
    const { objects, denied } = this
    this.#answers = new KubernetesAnswers({ objects, denied, kinds: this.#kinds, version, username: 'ada' })
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
      const log = this.#answers.logOf(pathname, searchParams)
      if (log === undefined) answerWith(response, 200, this.#answers.answer(await questionOf(request)))
      else this.logs.answer(log, searchParams, response)
    } catch (error) {
      refuse(response, error)
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    this.requests.push(`UPGRADE ${pathname}`)
    const pod = this.#answers.podAt(request.url ?? '/')
    const isDenied = this.denied.includes('get pods/portforward')
    const refusal = isDenied ? '403 Forbidden' : '404 Not Found'
    if (this.isPaused || isDenied || pod === undefined)
      socket.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 0\r\n\r\n`)
    else this.ports.open(request, socket, head, pod)
  }

  #authenticate(request: IncomingMessage): void {
    if (request.headers.authorization !== `Bearer ${this.token}`)
      throw new Refusal(401, 'Unauthorized', 'Unauthorized')
  }
}
