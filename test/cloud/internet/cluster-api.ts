/** The API of simulated clusters, for whoever comes with HTTPS: over the state that the package `kubernetes` writes. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { answerWith, KubernetesAnswers, questionOf, refuse } from '../../fakes/fake-kubernetes-answers.ts'
import { kinds } from '../../fakes/fake-kubernetes-kinds.ts'
import { Logs } from '../../fakes/fake-kubernetes-logs.ts'
import { Objects, Refusal } from '../../fakes/fake-kubernetes-objects.ts'
import { Ports } from '../../fakes/fake-kubernetes-ports.ts'
import type { CloudObject, View } from '../frame/view.ts'
import type { World } from '../frame/world.ts'
import { ClusterObjects } from '../kubernetes/cluster-objects.ts'
import { kubernetes } from '../kubernetes/kubernetes.ts'
import { clusterAt, type Found, isSilent, letsIn } from '../kubernetes/reach.ts'
import { placeOf } from '../kubernetes/surroundings.ts'
import { tokenNamed } from '../kubernetes/tokens.ts'
import { podPort } from './behind-services.ts'
import { writeLog } from './pod-logs.ts'
import type { PodServers } from './pod-servers.ts'

export class ClusterApi {
  readonly ports = new Ports()
  readonly #logs = new Logs()
  readonly #world: World
  readonly #servers: PodServers

  constructor(world: World, servers: PodServers) {
    this.#world = world
    this.#servers = servers
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const found = this.#clusterOf(request)
      // Nobody ever answers.
      if (isSilent(this.#world, found.cluster)) return
      this.#authenticate(request, found)
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      const question = await questionOf(request)
      const log = this.#ask(found, (answers) => answers.logOf(pathname, searchParams))
      if (log === undefined) {
        answerWith(
          response,
          200,
          this.#ask(found, (answers) => answers.answer(question)),
        )
        return
      }
      this.#ask(found, (_answers, view) => writeLog(this.#logs, log, view))
      this.#logs.answer(log, searchParams, response)
    } catch (error) {
      refuse(response, error)
    }
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const found = this.#clusterOf(request)
      this.#authenticate(request, found)
      const pod = this.#ask(found, (answers) => answers.podAt(request.url ?? '/'))
      const release = this.#ask(found, (_answers, view) => releaseOf(view, pod))
      if (pod === undefined) throw new Refusal(404, 'NotFound', 'pod not found')
      if (release) this.ports.lead(pod, await this.#servers.portOf(release))
      this.ports.open(request, socket, head, pod)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      socket.end(`HTTP/1.1 ${error.status} ${error.reason}\r\ncontent-length: 0\r\n\r\n`)
    }
  }

  /** By the name that was called. */
  #clusterOf({ headers }: IncomingMessage): Found {
    const found = clusterAt(this.#world, `https://${headers.host}`)
    if (!found) throw new Refusal(404, 'NotFound', `nobody has a cluster at ${headers.host}`)
    return found
  }

  #authenticate({ headers }: IncomingMessage, found: Found): void {
    const token = (headers.authorization ?? '').replace(/^Bearer /, '')
    if (!letsIn(this.#world, found, token)) throw new Refusal(401, 'Unauthorized', 'Unauthorized')
  }

  #ask<T>({ cloud, cluster }: Found, work: (answers: KubernetesAnswers, view: View) => T): T {
    const version = cloud.versionOf(cluster)
    return this.#world.visit(kubernetes, cluster.account, placeOf(cloud, cluster), (view) => {
      const objects = new Objects(new ClusterObjects(view), this.#world.store.count('kubernetes version'))
      return work(
        new KubernetesAnswers({ objects, denied: [], kinds, version, username: 'who logged in' }),
        view,
      )
    })
  }
}

/** @param pod `namespace/name:port` */
function releaseOf(view: View, pod: string | undefined): CloudObject | undefined {
  const found = view.find(tokenNamed('Pod'), pod?.split(':')[0] ?? '')
  return found && podPort(view, found)?.release
}
