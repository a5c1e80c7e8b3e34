/** Public addresses: somebody listens at each, and leads who comes to where the cloud says. */
import { once } from 'node:events'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket, type TlsOptions } from 'node:tls'
import { onTestFinished } from '../../test-end.ts'
import { propertiesAt, textAt } from '../frame/properties.ts'
import type { World } from '../frame/world.ts'
import { clusterAt } from '../kubernetes/reach.ts'
import { type PodPort, podBehind } from './behind-services.ts'
import type { Certificates } from './certificates.ts'
import type { ClusterApi } from './cluster-api.ts'
import type { PodServers } from './pod-servers.ts'

export interface DoorKeeper {
  readonly world: World
  readonly certificates: Certificates
  readonly api: ClusterApi
  readonly servers: PodServers
  /** Where the APIs of clusters are that have a name. */
  readonly apiAddress: string
  /** All that may be given away. */
  readonly addresses: readonly string[]
}

const [HTTP, HTTPS] = [80, 443]

/** Until the test ends. */
export async function openDoors(keeper: DoorKeeper): Promise<void> {
  const { addresses, apiAddress } = keeper
  const api = await apiServer(keeper)
  const redirect = redirectServer()
  const sockets = new Set<Socket>()
  const open = async (address: string, port: number) => {
    const listener = createServer({ pauseOnConnect: true }, (socket) => {
      sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy()))
      void lead(keeper, { api, redirect, socket, address, port })
    })
    listener.listen(port, address)
    await once(listener, 'listening')
    return listener
  }
  const doors = addresses.flatMap((address) => [open(address, HTTP), open(address, HTTPS)])
  const listeners: readonly Server[] = await Promise.all([open(apiAddress, HTTPS), ...doors])
  onTestFinished(() => {
    keeper.api.ports.close()
    for (const listener of listeners) listener.close()
    for (const socket of sockets) socket.destroy()
  })
}

/** Without an address of its own: connections are handed to it. */
async function apiServer({ api, certificates, addresses }: DoorKeeper): Promise<Server> {
  const nameless = await certificates.forSubject(addresses.map((address) => `IP:${address}`).join(','))
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    certificates.forSubject(`DNS:${name}`).then((pair) => done(null, createSecureContext(pair)), done)
  }
  const server = createHttpsServer(
    { ...nameless, SNICallback },
    (request, response) => void api.respond(request, response),
  )
  server.on('upgrade', (request, socket, head) => void api.upgrade(request, socket, head))
  return server
}

/** As Caddy leads to HTTPS. */
function redirectServer(): HttpServer {
  return createHttpServer((request, response) => {
    response.writeHead(308, { location: `https://${request.headers.host}${request.url}` }).end()
  })
}

interface Visit {
  readonly api: Server
  readonly redirect: HttpServer
  readonly socket: Socket
  readonly address: string
  readonly port: number
}

async function lead(keeper: DoorKeeper, { api, redirect, socket, address, port }: Visit): Promise<void> {
  const isApi = address === keeper.apiAddress || clusterAt(keeper.world, `https://${address}`) !== undefined
  if (isApi && port === HTTPS) {
    api.emit('connection', socket)
    socket.resume()
    return
  }
  const found = podBehind(keeper.world, { address, port })
  if (!found) {
    // Nobody is there: as near to a refusal as one gets who listens.
    socket.resetAndDestroy()
    return
  }
  if (found.component === 'caddy' && port === HTTP) {
    redirect.emit('connection', socket)
    socket.resume()
    return
  }
  const plain = found.component === 'caddy' ? await unwrapped(keeper, found, socket) : socket
  join(plain, await keeper.servers.portOf(found.release))
}

/** With the certificate of the host that the release names. */
async function unwrapped(
  { certificates }: DoorKeeper,
  { release }: PodPort,
  socket: Socket,
): Promise<Duplex> {
  const caddy = propertiesAt(release.inputs, 'values.caddy')
  const [cert, key] = [textAt(caddy, 'tls.cert'), textAt(caddy, 'tls.key')]
  const pair = cert && key ? { cert, key } : await certificates.forSubject(`DNS:${textAt(caddy, 'host')}`)
  return new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(pair) })
}

function join(one: Duplex, port: number): void {
  const other = connect(port, '127.0.0.1')
  one.on('error', () => other.destroy()).on('close', () => other.destroy())
  other.on('error', () => one.destroy()).on('close', () => one.destroy())
  one.pipe(other).pipe(one)
}
