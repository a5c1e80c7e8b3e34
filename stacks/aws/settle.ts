/** What of the answers of AWS goes into the spec, because it must not be another thing in the next run. */
import type { OptionValues, Spec } from '../contract.ts'
import { valueOr } from '../shared/answers.ts'
import { settledRange } from '../shared/network-range.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import type { Offers } from './preflight-offers.ts'
import { type AwsSpec, awsSpecOf, rangeFlag } from './spec/aws-spec.ts'
import { zonesWithoutClusters } from './spec/regions.ts'
import { settledOf, settledOptions } from './spec/settled.ts'

interface Found {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
}

export function settle({ spec, stored, facts }: Found): OptionValues {
  const { identity, offers, existing, networks } = facts
  const before = settledOf(stored?.options ?? {})
  const aws = awsSpecOf(spec)
  const vpc = valueOr(existing.vpc, undefined)?.id ?? before.vpc
  const settled = settledOptions({
    account: before.account ?? identity.account,
    deployers: [...new Set([...before.deployers, identity.principal])],
    zones: before.zones.length > 0 ? before.zones : zonesFor(aws, offers),
    ...(vpc === undefined ? {} : { vpc }),
    privateSubnets: idsOf(existing.privateSubnets, before.privateSubnets),
    publicSubnets: idsOf(existing.publicSubnets, before.publicSubnets),
  })
  if (aws.network.kind === 'existing') return settled
  return { ...settled, ...settledRange({ spec, stored, flag: rangeFlag, others: networks }) }
}

/** How many zones a cluster and a database need at least. */
export const leastZones = 2

/** The first zones that have all that is needed. */
function zonesFor(aws: AwsSpec, offers: Offers): readonly string[] {
  return aws.network.kind === 'new' ? zonesWithAll(offers).slice(0, leastZones) : []
}

/** Names of zones that have all that is needed, in their order. */
export function zonesWithAll({ zones, nodeZones, databaseZones }: Offers): readonly string[] {
  return valueOr(zones, [])
    .filter(({ id }) => !zonesWithoutClusters.includes(id))
    .map(({ name }) => name)
    .filter((name) => has(nodeZones, name) && has(databaseZones, name))
    .toSorted()
}

/** What could not be asked is found out later. */
function has(answer: Offers['nodeZones'], zone: string): boolean {
  return valueOr(answer, [zone]).includes(zone)
}

function idsOf(subnets: PreflightFacts['existing']['privateSubnets'], before: readonly string[]) {
  const ids = subnets.flatMap((subnet) => valueOr(subnet, undefined)?.id ?? [])
  return ids.length > 0 ? ids : before
}
