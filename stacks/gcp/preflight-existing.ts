/** Networks and clusters that are there, and are to be used. */
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import type { GoogleApi } from './google-api.ts'
import { at, type Json, listAt, textAt } from './json.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { lastPart, networkPath } from './spec/names.ts'
import { hasPeering } from './tidying.ts'

export interface ExistingPlace {
  readonly cluster?: Answer<ExistingClusterFacts>
  readonly network?: Answer<ExistingNetwork>
}

export interface ExistingClusterFacts {
  readonly name: string
  readonly location: string
  readonly status: string
  readonly network: string
  readonly subnetwork: string
  /** Its API can be reached from outside its network. */
  readonly isPublic: boolean
}

export interface ExistingNetwork {
  /** `projects/p/global/networks/main` */
  readonly path: string
  /** Whether Cloud SQL can be reached from it. */
  readonly hasPrivateAccess: boolean
  /** Names of its parts in the region. */
  readonly subnetworks: readonly string[]
  /** Whether something in that region leads out of it. */
  readonly hasWayOut: boolean
}

export async function existingPlace(api: GoogleApi, gcp: GcpSpec): Promise<ExistingPlace> {
  const { project, network, cluster } = gcp
  if (network.kind === 'new') return {}
  const found = cluster.kind === 'existing' ? await asked(clusterIn(api, gcp)) : undefined
  const known = valueOr(found, undefined)?.network ?? network.network
  return {
    ...(found ? { cluster: found } : {}),
    ...(known === undefined
      ? {}
      : { network: await asked(networkFacts(api, gcp, networkPath(project, known))) }),
  }
}

/** By its name alone: wherever in the region it is. @throws Error when there is none, or more than one */
async function clusterIn(api: GoogleApi, gcp: GcpSpec): Promise<ExistingClusterFacts> {
  const { project, region, cluster } = gcp
  const all = await api.list('container', `projects/${project}/locations/-/clusters`, 'clusters')
  const named = all.filter((each) => textAt(each, 'name') === cluster.name)
  const here = named.filter((each) => isIn(region, textAt(each, 'location')))
  const [only, another] = here
  if (only && !another) return clusterFacts(only, project)
  const places = (here.length > 0 ? here : named).map((each) => textAt(each, 'location')).join(', ')
  throw new Error(
    here.length > 1
      ? `there are several of that name: in ${places}`
      : `there is none of that name in ${region}${places && `, but in ${places}`}`,
  )
}

function isIn(region: string, location: string): boolean {
  return location === region || location.replace(/-[a-z]$/, '') === region
}

function clusterFacts(cluster: Json, project: string): ExistingClusterFacts {
  const subnetwork = textAt(cluster, 'networkConfig.subnetwork') || textAt(cluster, 'subnetwork')
  return {
    ...{ name: textAt(cluster, 'name'), location: textAt(cluster, 'location') },
    ...{ status: textAt(cluster, 'status'), subnetwork: lastPart(subnetwork) },
    network: textAt(cluster, 'networkConfig.network') || networkPath(project, textAt(cluster, 'network')),
    isPublic: at(cluster, 'privateClusterConfig.enablePrivateEndpoint') !== true,
  }
}

async function networkFacts(api: GoogleApi, gcp: GcpSpec, path: string): Promise<ExistingNetwork> {
  const { region } = gcp
  const owner = path.replace(/\/global\/.*$/, '')
  const isPart = (thing: Json) => textAt(thing, 'network').endsWith(path)
  const [network, subnetworks, routers] = await Promise.all([
    api.get('compute', path),
    api.list('compute', `${owner}/regions/${region}/subnetworks`),
    api.list('compute', `${owner}/regions/${region}/routers`),
  ])
  return {
    path,
    hasPrivateAccess: hasPeering(network),
    subnetworks: subnetworks.filter(isPart).map((each) => textAt(each, 'name')),
    hasWayOut: routers.some((router) => isPart(router) && listAt(router, 'nats').length > 0),
  }
}
