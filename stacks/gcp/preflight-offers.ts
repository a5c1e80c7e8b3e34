/** What Google Cloud has to offer in a region: zones, sizes, versions. */
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import { type GoogleApi, isNotFound } from './google-api.ts'
import { type Json, numberAt, textAt, textsAt } from './json.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { lastPart } from './spec/names.ts'

export interface Offers {
  /** Names of all regions. */
  readonly regions: Answer<readonly string[]>
  /** Of the region that is wanted: its quotas, its zones. */
  readonly region: Answer<Json>
  readonly zones: readonly string[]
  /** Names of zones that have nodes of that type; of a new cluster. */
  readonly nodeZones?: Answer<readonly string[]>
  /** Processors of a node. */
  readonly processors: number
  /** Versions of Kubernetes; of a new cluster. */
  readonly kubernetes?: Answer<readonly string[]>
  /** Machines for databases in the region, but for those that people put together; of a managed database. */
  readonly tiers?: Answer<readonly string[]>
}

export async function offersFor(api: GoogleApi, gcp: GcpSpec): Promise<Offers> {
  const { project, region: wanted, cluster, database } = gcp
  const isNew = cluster.kind === 'new'
  const [regions, region, kubernetes, tiers] = await Promise.all([
    asked(api.list('compute', `projects/${project}/regions`).then(namesOf)),
    asked(api.get('compute', `projects/${project}/regions/${wanted}`)),
    isNew
      ? asked(api.get('container', `projects/${project}/locations/${wanted}/serverConfig`).then(versionsOf))
      : undefined,
    database ? asked(tiersIn(api, gcp)) : undefined,
  ])
  const zones = textsAt(valueOr(region, {}), 'zones').map(lastPart).toSorted()
  const nodes = isNew ? await nodesIn(api, { project, zones, type: cluster.nodeType }) : undefined
  return {
    ...{ regions, region, zones, processors: nodes?.processors ?? 0 },
    ...(nodes ? { nodeZones: nodes.zones } : {}),
    ...(kubernetes ? { kubernetes } : {}),
    ...(tiers ? { tiers } : {}),
  }
}

function namesOf(things: readonly Json[]): readonly string[] {
  return things.map((thing) => textAt(thing, 'name'))
}

function versionsOf(config: Json): readonly string[] {
  return textsAt(config, 'validMasterVersions')
}

interface Wish {
  readonly project: string
  readonly zones: readonly string[]
  readonly type: string
}

interface NodeOffer {
  readonly zones: Answer<readonly string[]>
  readonly processors: number
}

/** Each zone says for itself whether it has that type. */
async function nodesIn(api: GoogleApi, { project, zones, type }: Wish): Promise<NodeOffer> {
  const answers = await Promise.all(
    zones.map(async (zone) => ({
      zone,
      found: await asked(api.get('compute', `projects/${project}/zones/${zone}/machineTypes/${type}`)),
    })),
  )
  const there = answers.flatMap(({ zone, found }) => ('value' in found ? [{ zone, type: found.value }] : []))
  const refusal = answers.flatMap(({ found }) => ('refusal' in found ? [found.refusal] : []))
  const unknown = refusal.find((words) => !isNotFound(words))
  return {
    zones: unknown === undefined ? { value: there.map(({ zone }) => zone) } : { refusal: unknown },
    processors: numberAt(there[0]?.type, 'guestCpus'),
  }
}

async function tiersIn(api: GoogleApi, { project, region }: GcpSpec): Promise<readonly string[]> {
  const tiers = await api.list('sql', `projects/${project}/tiers`)
  return tiers.filter((tier) => textsAt(tier, 'region').includes(region)).map((tier) => textAt(tier, 'tier'))
}
