/** Whether a kubeconfig leads to a cluster that some simulated cloud runs, and lets its bearer in. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isProperties, type Properties, textAt } from '../frame/properties.ts'
import type { PublicSide } from '../frame/public-side.ts'
import type { CloudObject } from '../frame/view.ts'
import type { World } from '../frame/world.ts'
import { clouds } from './clouds.ts'
import { placeOf } from './surroundings.ts'

export interface Reach {
  readonly account: string
  /** Of its objects: see {@link placeOf}. */
  readonly region: string
  /** Why it can't be asked. */
  readonly unreachable?: string
}

export interface Found {
  readonly cloud: PublicSide
  readonly cluster: CloudObject
}

/** @param given text of a kubeconfig, or its path; without one, what `KUBECONFIG` names */
export function reachOf(
  world: World,
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Reach {
  const config = kubeconfigIn(given ?? env['KUBECONFIG'])
  const server = textAt(config, 'clusters.0.cluster.server')
  if (server === undefined) {
    return { ...nowhere, unreachable: 'unable to load Kubernetes client configuration from kubeconfig file' }
  }
  const found = clusterAt(world, server)
  const loading = `unable to load schema information from the API server: `
  const asking = `Get "${server}/openapi/v2?timeout=32s": `
  if (!found) {
    const { host } = new URL(server)
    return { ...nowhere, unreachable: `${loading}${asking}dial tcp: lookup ${host}: no such host` }
  }
  const place = { account: found.cluster.account, region: placeOf(found.cloud, found.cluster) }
  if (isSilent(world, found.cluster)) {
    return {
      ...place,
      unreachable: `${loading}${asking}net/http: request canceled (Client.Timeout exceeded)`,
    }
  }
  const token = textAt(config, 'users.0.user.token') ?? ''
  if (letsIn(world, found, token)) return place
  return { ...place, unreachable: `${loading}the server has asked for the client to provide credentials` }
}

const nowhere = { account: 'nobody', region: 'nowhere' }

function kubeconfigIn(given: string | undefined): Properties {
  if (given === undefined) return {}
  const text = given.includes('clusters') ? given : readFileSync(given, 'utf8')
  const found: unknown = parse(text)
  return isProperties(found) ? found : {}
}

/** The cluster whose API is there. @param server `https://…` */
export function clusterAt(world: World, server: string): Found | undefined {
  for (const cloud of clouds) {
    const all = world.store.places(cloud.package).flatMap((it) => world.store.list(it, cloud.clusterType))
    const { host } = new URL(server)
    const cluster = all.find((it) => it.phase !== 'deleted' && hostOf(cloud, it) === host)
    if (cluster) return { cloud, cluster }
  }
  return undefined
}

function hostOf(cloud: PublicSide, cluster: CloudObject): string | undefined {
  const endpoint = cloud.endpointOf(cluster)
  return endpoint === undefined ? undefined : new URL(endpoint).host
}

/** Whether a test decided that the API of this cluster answers nobody. */
export function isSilent(world: World, { id }: CloudObject): boolean {
  const { silentClusters } = world.settings()
  return silentClusters.includes(id) || silentClusters.includes('*')
}

export function letsIn(world: World, { cloud, cluster }: Found, token: string): boolean {
  const { account, region } = cluster
  return cloud.letsIn(cluster, token, world.look({ package: cloud.package, account, region }))
}
