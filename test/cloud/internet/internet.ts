/** The internet around a simulated cloud, on loopback addresses of this computer: names, addresses, who is there. */

import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { onTestFinished } from '../../test-end.ts'
import type { SimulatedCloud } from '../cloud.ts'
import { publicAddressesIn } from '../frame/public-address.ts'
import type { World } from '../frame/world.ts'
import { clusterAt } from '../kubernetes/reach.ts'
import { certificates } from './certificates.ts'
import { ClusterApi } from './cluster-api.ts'
import { openDoors } from './doors.ts'
import { type Lookup, serveNames } from './names.ts'
import { podServers } from './pod-servers.ts'
import { publicAddressesOf } from './public-names.ts'

export interface InternetOptions {
  /** Whether pods run the real ZenML, which takes seconds to start. @default false */
  readonly realServers?: boolean
}

export interface Internet {
  /** A `resolv.conf` for computers that are to know its names. */
  readonly resolver: string
  /** A file with the authority's certificate, which computers are to trust as they trust all the others. */
  readonly authority: string
  /** Lets a name lead to an address, as the owner of a domain does. */
  setName(name: string, address: string): void
}

/** Around a cloud in which nothing was made yet, until the test ends. Needs the right to listen at ports below 1024. */
export async function internetAround(
  cloud: SimulatedCloud,
  options: InternetOptions = {},
): Promise<Internet> {
  const { world } = cloud
  const given = new Map<string, string>()
  const net = await freeNet((own) => lookupIn(world, `${own}.2`, given))
  const trusted = await certificates()
  const folder = await temporaryDirectory()
  const [resolver, authority] = [join(folder, 'resolv.conf'), join(folder, 'authority.pem')]
  await writeFile(resolver, `nameserver ${net}.1\noptions timeout:1 attempts:2\n`)
  await writeFile(authority, trusted.authority)
  cloud.set({ internet: { net, authority: Buffer.from(trusted.authority).toString('base64') } })
  const servers = podServers(options.realServers ?? false)
  const api = new ClusterApi(world, servers)
  const addresses = publicAddressesIn(net)
  await openDoors({ world, certificates: trusted, api, servers, apiAddress: `${net}.2`, addresses })
  return { resolver, authority, setName: (name, address) => void given.set(name, address) }
}

/** Three numbers of a net that is nobody else's: whose names are served in it has it. */
async function freeNet(lookupFor: (net: string) => Lookup): Promise<string> {
  const net = `127.${randomInt(16, 240)}.${randomInt(0, 256)}`
  try {
    const socket = await serveNames(`${net}.1`, lookupFor(net))
    onTestFinished(() => void socket.close())
    return net
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freeNet(lookupFor)
    throw error
  }
}

/** https://sslip.io, names of clusters' APIs, names that clouds give, and those that a test made up; nothing else. */
function lookupIn(world: World, apiAddress: string, given: ReadonlyMap<string, string>): Lookup {
  return (name) => {
    const known = given.get(name)
    if (known !== undefined) return [known]
    if (clusterAt(world, `https://${name}`)) return [apiAddress]
    return publicAddressesOf(world, name)
  }
}
