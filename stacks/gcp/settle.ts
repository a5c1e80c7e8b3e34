/** What of the answers of Google Cloud goes into the spec, because it must not be another thing in the next run. */
import type { OptionValues, Spec } from '../contract.ts'
import { valueOr } from '../shared/answers.ts'
import { settledRange } from '../shared/network-range.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import type { Offers } from './preflight-offers.ts'
import { type GcpSpec, gcpSpecOf, locationFor, rangeFlag } from './spec/gcp-spec.ts'
import { presetOf } from './spec/presets.ts'
import { settledOf, settledOptions } from './spec/settled.ts'

interface Found {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
  readonly email: string
}

export function settle({ spec, stored, facts, email }: Found): OptionValues {
  const { offers, existing, networks } = facts
  const before = settledOf(stored?.options ?? {})
  const gcp = gcpSpecOf(spec)
  const zones = before.zones.length > 0 ? before.zones : zonesFor(gcp, offers)
  const location = before.location ?? locationOf(spec, zones, existing)
  const { network, subnetwork } = placeOf(gcp, existing)
  const settled = settledOptions({
    deployers: [...new Set([...before.deployers, ...(email === '' ? [] : [email])])],
    zones,
    ...optional('location', location),
    ...optional('network', network ?? before.network),
    ...optional('subnetwork', subnetwork ?? before.subnetwork),
  })
  if (gcp.network.kind === 'existing') return settled
  return { ...settled, ...settledRange({ spec, stored, flag: rangeFlag, others: networks }) }
}

/** How many zones a deployment may come to need. */
export const mostZones = 2

/**
 * The first zones that have all that is needed: as many as there will ever be, of which a small one takes one. Where
 * nobody tells, because no API is enabled yet, those that every region has.
 */
function zonesFor({ cluster, region }: GcpSpec, offers: Offers): readonly string[] {
  if (cluster.kind === 'existing') return []
  const found = zonesWithNodes(offers).slice(0, mostZones)
  return found.length > 0 ? found : ['b', 'c'].map((letter) => `${region}-${letter}`)
}

/** In their order. What could not be asked is found out later. */
export function zonesWithNodes({ zones, nodeZones }: Offers): readonly string[] {
  const having = valueOr(nodeZones, zones)
  return zones.filter((zone) => having.includes(zone))
}

function locationOf(spec: Spec, zones: readonly string[], existing: PreflightFacts['existing']) {
  const gcp = gcpSpecOf(spec)
  if (gcp.cluster.kind === 'existing') return valueOr(existing.cluster, undefined)?.location
  return zones.length === 0
    ? undefined
    : locationFor(gcp.region, zones.slice(0, presetOf(spec.options).zones))
}

/** A subnetwork that is the only one needs no name from anybody. */
function placeOf({ cluster }: GcpSpec, existing: PreflightFacts['existing']) {
  const found = valueOr(existing.cluster, undefined)
  const network = valueOr(existing.network, undefined)
  if (cluster.kind === 'existing') return { network: found?.network, subnetwork: found?.subnetwork }
  const [only, another] = network?.subnetworks ?? []
  return { network: network?.path, subnetwork: another === undefined ? only : undefined }
}

function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  const entries: { [K in Key]?: string } = {}
  if (value !== undefined) entries[key] = value
  return entries
}
