/** One connection to a port of a pod, through the cluster's API. */
import type { Socket } from 'node:net'
import { clusterLoginRefused, clusterUnreachable } from '../errors/cluster.ts'
import { forwardForbidden } from '../errors/cluster-forward.ts'
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { pathIn } from './names.ts'

/** What of a web socket is used here: https://github.com/websockets/ws/blob/8.18.2/doc/ws.md */
interface WebSocket {
  send(data: Buffer, sent: (error?: Error) => void): void
  ping(): void
  pause(): void
  resume(): void
  close(): void
  terminate(): void
  on(event: 'close', listener: () => void): void
}

export interface Channel {
  /** Lets data through, both ways, until either side ends. */
  join(local: Socket): void
  close(): void
}

/** Streams of the protocol `v4.channel.k8s.io`: data, and then what went wrong; each begins with the port. */
const DATA = 0
const PORT_BYTES = 2
/** Load balancers in front of clusters cut connections on which nothing is said. */
const PING_MS = 30_000

/**
 * @throws ZenError `FORWARD_FORBIDDEN`, `CLUSTER_LOGIN_REFUSED`, `CLUSTER_UNREACHABLE`, or `undefined` for a pod that is
 *   not there any more
 */
export async function openChannel(cluster: Cluster, pod: string, port: number): Promise<Channel | undefined> {
  const { WebSocketHandler } = await import('@kubernetes/client-node/dist/web-socket-handler.js')
  const path = `${pathIn(cluster.place, 'pods')}/${pod}/portforward?ports=${port}`
  const early: Buffer[] = []
  let receive = (data: Buffer) => {
    early.push(data)
  }
  const begun = new Set<number>()
  const hear = (stream: number, data: Buffer) => {
    const content = begun.has(stream) ? data : data.subarray(PORT_BYTES)
    begun.add(stream)
    // An error ends the connection, as a port at which nobody listens would.
    if (stream !== DATA) return content.length === 0
    if (content.length > 0) receive(content)
    return true
  }
  try {
    const socket: WebSocket = await new WebSocketHandler(cluster.kubeConfig).connect(path, null, hear)
    return channelOf(socket, (next) => {
      receive = next
      for (const data of early.splice(0)) next(data)
    })
  } catch (error) {
    return refusedChannel(error, cluster)
  }
}

function channelOf(socket: WebSocket, listen: (next: (data: Buffer) => void) => void): Channel {
  const pings = setInterval(() => socket.ping(), PING_MS)
  socket.on('close', () => clearInterval(pings))
  return {
    close: () => socket.close(),
    join: (local) => {
      listen((data) => {
        if (local.write(data)) return
        socket.pause()
        local.once('drain', () => socket.resume())
      })
      local.on('data', (data: Buffer) => {
        local.pause()
        socket.send(Buffer.concat([Buffer.from([DATA]), data]), (error) => {
          if (error) local.destroy()
          else local.resume()
        })
      })
      socket.on('close', () => local.end())
      local.on('error', () => local.destroy())
      // The protocol knows no half of a connection.
      local.on('close', () => socket.terminate())
      local.resume()
    },
  }
}

function refusedChannel(error: unknown, { place, where }: Cluster): undefined {
  if (error instanceof ZenError) throw error
  // An event of the web socket, whose fields are no own ones.
  const words =
    typeof error === 'object' && error && 'message' in error ? String(error.message) : String(error)
  const [, status] = /server response: (\d+)/.exec(words) ?? []
  if (status === '401') throw clusterLoginRefused(where, words)
  if (status === '403') throw forwardForbidden(place.namespace)
  if (status === undefined) throw clusterUnreachable(where, words)
  return undefined
}
