/** How much of what Google Cloud limits a deployment takes, how much is taken, and by whom. */
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import type { GoogleApi } from './google-api.ts'
import { type Json, listAt, numberAt, textAt } from './json.ts'
import type { Offers } from './preflight-offers.ts'
import { nodeDisk } from './spec/estimate.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { clusterPath, resourceName } from './spec/names.ts'

interface Quota {
  /** What people call it. */
  readonly what: string
  /** As Google Cloud calls it: https://cloud.google.com/compute/resource-usage */
  readonly code: string
  readonly place: 'region' | 'project'
  readonly need: number
  readonly better?: number
  readonly ours: number
}

/** What of this deployment is there already. */
interface Ours {
  readonly nodes: number
  readonly hasNetwork: boolean
  readonly hasAddress: boolean
}

export async function quotasFor(api: GoogleApi, gcp: GcpSpec, offers: Offers): Promise<readonly QuotaUse[]> {
  const [project, ours] = await Promise.all([
    asked(api.get('compute', `projects/${gcp.project}`)),
    oursIn(api, gcp),
  ])
  const places = { region: offers.region, project }
  return quotasOf(gcp, offers.processors, ours)
    .filter(({ need }) => need > 0)
    .map(({ what, code, place, need, better, ours: own }) => ({
      ...{ what, code, need, ours: { value: own } },
      ...(better === undefined ? {} : { better }),
      limit: metricOf(places[place], code, 'limit'),
      used: metricOf(places[place], code, 'usage'),
    }))
}

/** While nodes are replaced there is one more of them. */
function quotasOf(gcp: GcpSpec, each: number, ours: Ours): readonly Quota[] {
  const { network, cluster, server } = gcp
  const nodes = cluster.kind === 'new' ? cluster.nodes : 0
  const isPublic = server.exposure.kind === 'load-balancer'
  const own = ours.nodes
  return [
    {
      ...{ what: 'processors (vCPU)', code: 'CPUS', place: 'region' },
      ...{ need: each * nodes, better: each * (nodes + 1), ours: each * own },
    },
    {
      ...{ what: 'gigabytes of fast disks', code: 'SSD_TOTAL_GB', place: 'region' },
      ...{ need: nodeDisk * nodes, better: nodeDisk * (nodes + 1), ours: nodeDisk * own },
    },
    {
      ...{ what: 'static addresses', code: 'STATIC_ADDRESSES', place: 'region' },
      ...{ need: isPublic ? 1 : 0, ours: ours.hasAddress ? 1 : 0 },
    },
    {
      ...{ what: 'networks', code: 'NETWORKS', place: 'project' },
      ...{ need: network.kind === 'new' ? 1 : 0, ours: ours.hasNetwork ? 1 : 0 },
    },
  ]
}

async function oursIn(api: GoogleApi, gcp: GcpSpec): Promise<Ours> {
  const { project, region, name, cluster } = gcp
  const isThere = async (path: string) =>
    'value' in (await asked(api.get('compute', `projects/${project}/${path}`)))
  const [hasNetwork, hasAddress, found] = await Promise.all([
    isThere(`global/networks/${resourceName(name, 'network')}`),
    isThere(`regions/${region}/addresses/${resourceName(name, 'address')}`),
    cluster.kind === 'new' && cluster.location !== ''
      ? asked(api.get('container', clusterPath({ project, cluster })))
      : undefined,
  ])
  return { nodes: numberAt(valueOr(found, {}), 'currentNodeCount'), hasNetwork, hasAddress }
}

function metricOf(place: Answer<Json>, code: string, field: 'limit' | 'usage'): Answer<number> {
  if ('refusal' in place) return place
  const found = listAt(place.value, 'quotas').find((quota) => textAt(quota, 'metric') === code)
  return found ? { value: numberAt(found, field) } : { refusal: `Google Cloud tells no quota ${code}` }
}
