/** The internet around a simulated cloud: who visits one of its public addresses reaches a real node. */
import { once } from 'node:events'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import type { TestCluster } from '../cluster/cluster.ts'
import { fieldAt, listAt, textAt } from '../cluster/object-fields.ts'
import { onTestFinished } from '../test-end.ts'
import type { SimulatedCloud } from './cloud.ts'
import { publicAddressesIn } from './frame/public-address.ts'
import type { Door } from './frame/public-side.ts'
import { clouds } from './kubernetes/clouds.ts'
import { accessTo } from './real-node.ts'

/** Of the web. */
const ports = [80, 443]

/**
 * Puts the node behind the cloud's clusters, and listens at every public address that the cloud may give away, all of them of this machine alone, and leads what comes
 * in to the port of the node that the cloud's load balancers lead to by now. Until the test ends.
 */
export async function leadToNode(cloud: SimulatedCloud, node: TestCluster): Promise<void> {
  const net = `127.250.${node.addresses.slot}`
  const doors = publicAddressesIn(net).flatMap((address) => ports.map((port) => ({ address, port })))
  const visitors = new Set<Socket>()
  const servers = await Promise.all(doors.map((door) => listen(door, (visitor) => lead(door, visitor))))
  onTestFinished(() => {
    for (const server of servers) server.close()
    for (const visitor of visitors) visitor.destroy()
  })
  const access = await accessTo(node)
  cloud.set({ nodes: { '*': access }, internet: { net, authority: access.ca } })

  async function lead(door: Door, visitor: Socket): Promise<void> {
    visitors.add(visitor.on('close', () => visitors.delete(visitor)).on('error', () => undefined))
    const port = wayIn(cloud, door) ?? (await wayOfService(node, door))
    if (port === undefined) return void visitor.destroy()
    const inside = dial({ host: node.addresses.node, port })
    inside.on('error', () => visitor.destroy()).on('close', () => visitor.destroy())
    visitor
      .on('close', () => inside.destroy())
      .pipe(inside)
      .pipe(visitor)
  }
}

async function listen({ address, port }: Door, onVisit: (visitor: Socket) => Promise<void>): Promise<Server> {
  const server = createServer((visitor) => void onVisit(visitor).catch(() => visitor.destroy()))
  server.listen(port, address)
  await once(server, 'listening')
  return server
}

/** Of a load balancer that is the account's: the port of the node that it leads to. */
function wayIn({ world }: SimulatedCloud, door: Door): number | undefined {
  const places = clouds.flatMap((side) => world.store.places(side.package).map((at) => ({ side, at })))
  const ways = places.map(({ side, at }) => {
    return side.wayFrom(door, world.look({ ...at, package: side.package }))
  })
  return ways.find((way) => way !== undefined)?.nodePort
}

/** Of a load balancer that a service of the cluster has. */
async function wayOfService({ api }: TestCluster, { address, port }: Door): Promise<number | undefined> {
  const services = listAt(await api.get('/api/v1/services'), 'items')
  const isThere = (ingress: unknown) => textAt(ingress, 'ip') === address
  const found = services.find((it) => listAt(it, 'status', 'loadBalancer', 'ingress').some(isThere))
  const way = listAt(found, 'spec', 'ports').find((it) => fieldAt(it, 'port') === port)
  const nodePort = fieldAt(way, 'nodePort')
  return typeof nodePort === 'number' ? nodePort : undefined
}
