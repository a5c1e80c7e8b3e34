/** A port of this computer that leads to a server inside a cluster. */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Forward } from '../engine/live.ts'
import { serverNotServing } from '../errors/cluster-forward.ts'
import { noServerPod } from '../errors/cluster-pods.ts'
import { portTaken } from '../errors/docker.ts'
import { systemCodeOf, ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { diagnoseRelease } from './diagnosis.ts'
import { type Channel, openChannel } from './forward-channel.ts'
import { components, deploymentOf, pathIn, SERVER, selectorOf } from './names.ts'
import { podOf } from './pod.ts'

export interface ForwardOptions {
  /** On this computer. 0 for any that is free. */
  readonly port: number
  readonly signal: AbortSignal
  /** A new pod is ready in this time; who connects meanwhile waits. @default 20000 */
  readonly patienceMs?: number
  /** Logs in again, where logins last minutes; `undefined` when there is no such cluster any more. */
  readonly renew?: () => Promise<Cluster | undefined>
}

const PATIENCE_MS = 20_000
const POLL_MS = 500

/**
 * Leads connections to a pod that is ready, each for itself; when that pod goes away, new ones go to another.
 * @throws ZenError `PORT_IN_USE`; `FORWARD_FORBIDDEN`; what {@link diagnoseRelease} finds when no pod is ready
 */
export async function forwardToServer(cluster: Cluster, options: ForwardOptions): Promise<Forward> {
  const { port, signal } = options
  await prove(cluster, signal)
  const locals = new Set<Socket>()
  let end: (reason: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => {
    end = resolve
  })
  const way = renewable(cluster, options)
  const server = createServer({ pauseOnConnect: true }, (local) => {
    locals.add(local)
    local.on('close', () => locals.delete(local)).on('error', () => local.destroy())
    way((current) => lead(current, local, options)).catch((error: unknown) => {
      local.destroy()
      if (error instanceof ZenError && final.test(error.code)) {
        end(error.message)
        void close()
      }
    })
  })
  const close = async () => {
    signal.removeEventListener('abort', close)
    for (const local of locals) local.destroy()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    await closed
  }
  const url = `http://127.0.0.1:${await listening(server, port)}`
  signal.addEventListener('abort', close)
  if (signal.aborted) await close()
  return { url, ended, close }
}

/** Once a login is refused, everybody goes on with the next one. */
function renewable(cluster: Cluster, { renew }: ForwardOptions) {
  let current = Promise.resolve(cluster)
  return async (work: (cluster: Cluster) => Promise<void>): Promise<void> => {
    const tried = current
    try {
      await work(await tried)
    } catch (error) {
      if (!renew || !(error instanceof ZenError) || error.code !== 'CLUSTER_LOGIN_REFUSED') throw error
      if (current === tried) current = renew().then((fresh) => fresh ?? cluster)
      await work(await current)
    }
  }
}

/** Silence passes; a refusal does not, and neither does a server that was removed. */
const final = /^(FORWARD_FORBIDDEN|CLUSTER_FORBIDDEN|CLUSTER_LOGIN_REFUSED|LOGIN_PROGRAM_\w+|NO_SERVER_POD)$/

async function listening(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    throw systemCodeOf(error) === 'EADDRINUSE' ? portTaken(port) : error
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Whether there is a way at all, before anybody is told of it. */
async function prove(cluster: Cluster, signal: AbortSignal): Promise<void> {
  const { ready } = await serverPods(cluster, signal)
  const channel = ready[0] === undefined ? undefined : await openChannel(cluster, ready[0], SERVER.port)
  if (channel) channel.close()
  else throw (await diagnoseRelease(cluster, signal)) ?? serverNotServing(deploymentOf(cluster.place))
}

async function lead(cluster: Cluster, local: Socket, options: ForwardOptions): Promise<void> {
  const channel = await patientChannel(cluster, local, options)
  if (local.destroyed) channel?.close()
  else channel?.join(local)
}

/** `undefined` when nobody waits for it any more. */
async function patientChannel(
  cluster: Cluster,
  local: Socket,
  { signal, patienceMs = PATIENCE_MS }: ForwardOptions,
): Promise<Channel | undefined> {
  const deadline = Date.now() + patienceMs
  const name = deploymentOf(cluster.place)
  for (;;) {
    const { ready, all } = await serverPods(cluster, signal)
    const pod = ready[Math.floor(Math.random() * ready.length)]
    const channel = pod === undefined ? undefined : await openChannel(cluster, pod, SERVER.port)
    if (channel || local.destroyed || signal.aborted) return channel
    if (Date.now() > deadline) throw all === 0 ? noServerPod(name) : serverNotServing(name)
    await delay(POLL_MS)
  }
}

/** Names of those that are ready, and how many there are of all. */
async function serverPods({ api, place }: Cluster, signal: AbortSignal) {
  const query = { labelSelector: selectorOf(place, components.server) }
  const pods = (await api.list(pathIn(place, 'pods'), { query, signal })).map(podOf)
  const ready = pods.filter(({ isReady, isGoing }) => isReady && !isGoing)
  return { ready: ready.map(({ name }) => name), all: pods.length }
}
