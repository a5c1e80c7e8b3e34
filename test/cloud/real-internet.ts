/** The internet around a simulated cloud with a real node: names, and who visits a public address reaches the node. */
import { once } from 'node:events'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import type { TestCluster } from '../cluster/cluster.ts'
import { fieldAt, listAt, textAt } from '../cluster/object-fields.ts'
import { onTestFinished } from '../test-end.ts'
import type { SimulatedCloud } from './cloud.ts'
import { publicAddressesIn } from './frame/public-address.ts'
import type { Door } from './frame/public-side.ts'
import { serveNames } from './internet/names.ts'
import { publicAddressesOf } from './internet/public-names.ts'
import { clouds } from './kubernetes/clouds.ts'
import { accessTo } from './real-node.ts'

/** Of the web. */
const ports = [80, 443]

/**
 * Puts the node behind the cloud's clusters. Listens at every public address that the cloud may give away, all of them of
 * this machine alone, and leads what comes in to the node, to the port that a load balancer leads to by now. Until the
 * test ends.
 *
 * @returns the address of a name server that knows what everybody knows: names of addresses, and those of the cloud
 */
export async function leadToNode(cloud: SimulatedCloud, node: TestCluster): Promise<string> {
  const net = `127.250.${node.addresses.slot}`
  const names = await serveNames(`${net}.1`, (name) => publicAddressesOf(cloud.world, name))
  const doors = publicAddressesIn(net).flatMap((address) => ports.map((port) => ({ address, port })))
  const visitors = new Set<Socket>()
  const lead = async (door: Door, visitor: Socket) => {
    visitors.add(visitor.on('close', () => visitors.delete(visitor)).on('error', () => visitor.destroy()))
    const port = wayIn(cloud, door) ?? (await wayOfService(cloud, node, door))
    if (port === undefined) visitor.resetAndDestroy()
    else join(visitor, dial({ host: node.addresses.node, port }))
  }
  const servers = await Promise.all(doors.map((door) => listen(door, (visitor) => lead(door, visitor))))
  onTestFinished(() => {
    names.close()
    for (const server of servers) server.close()
    for (const visitor of visitors) visitor.destroy()
  })
  const access = await accessTo(node)
  cloud.set({ nodes: { '*': access }, internet: { net, authority: access.ca } })
  return `${net}.1`
}

async function listen({ address, port }: Door, onVisit: (visitor: Socket) => Promise<void>): Promise<Server> {
  const server = createServer((visitor) => void onVisit(visitor).catch(() => visitor.destroy()))
  server.listen(port, address)
  await once(server, 'listening')
  return server
}

function join(visitor: Socket, inside: Socket): void {
  visitor.on('close', () => inside.destroy())
  inside.on('error', () => visitor.destroy()).on('close', () => visitor.destroy())
  visitor.pipe(inside).pipe(visitor)
}

/** By a load balancer that is the account's. @returns a port of the node */
function wayIn({ world }: SimulatedCloud, door: Door): number | undefined {
  const ways = clouds.flatMap((side) =>
    world.store.places(side.package).map((place) => side.wayFrom(door, world.look(place))),
  )
  return ways.find((way) => way !== undefined)?.nodePort
}

/** By a load balancer that a service of the cluster has. */
async function wayOfService(
  { world }: SimulatedCloud,
  { api }: TestCluster,
  { address, port }: Door,
): Promise<number | undefined> {
  const isThere = (ingress: unknown) =>
    textAt(ingress, 'ip') === address ||
    publicAddressesOf(world, textAt(ingress, 'hostname')).includes(address)
  const services = listAt(await api.get('/api/v1/services'), 'items')
  const found = services.find((it) => listAt(it, 'status', 'loadBalancer', 'ingress').some(isThere))
  const way = listAt(found, 'spec', 'ports').find((it) => fieldAt(it, 'port') === port)
  const nodePort = fieldAt(way, 'nodePort')
  return typeof nodePort === 'number' ? nodePort : undefined
}
