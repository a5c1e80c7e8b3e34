/** What of the answers of Azure goes into the spec, because it must not be another thing in the next run. */
import type { OptionValues, Spec } from '../contract.ts'
import { valueOr } from '../shared/answers.ts'
import { settledRange } from '../shared/network-range.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import type { Offers } from './preflight-offers.ts'
import { type AzureSpec, azureSpecOf, rangeFlag, usualMysql } from './spec/azure-spec.ts'
import { type Settled, type Standby, settledOf, settledOptions } from './spec/settled.ts'

interface Found {
  readonly spec: Spec
  readonly stored: Spec | undefined
  readonly facts: PreflightFacts
}

export function settle({ spec, stored, facts }: Found): OptionValues {
  const { identity, names, offers } = facts
  const before = settledOf(stored?.options ?? {})
  const azure = azureSpecOf(spec)
  const settled = settledOptions({
    subscription: before.subscription ?? identity.subscription,
    owner: before.owner ?? identity.who,
    mark: before.mark ?? names.mark,
    ...databaseOf(azure, before, facts),
    ...nodesOf(stored, facts),
    zones: stored ? before.zones : zonesFor(azure, offers),
    ...existingOf(before, facts),
  })
  if (azure.network.kind === 'existing') return settled
  return { ...settled, ...settledRange({ spec, stored, flag: rangeFlag, others: facts.networks }) }
}

function databaseOf(
  { database }: AzureSpec,
  before: Settled,
  { offers, storage }: PreflightFacts,
): Partial<Settled> {
  if (!database) return {}
  const now = valueOr(storage, undefined) ?? Number(before.storage ?? 0)
  return {
    mysqlVersion: before.mysqlVersion ?? versionFor(offers),
    standby: before.standby ?? standbyFor(database.size, offers),
    ...(now > database.storage ? { storage: `${now}` } : {}),
  }
}

/** Of a cluster of ours, which is left as large as it made itself. */
function nodesOf(stored: Spec | undefined, { nodes }: PreflightFacts): Partial<Settled> {
  const count = stored ? valueOr(nodes, 0) : 0
  return count === 0 ? {} : { nodes: `${count}` }
}

/** The one that ZenML is tried with, or what comes near to it where that is not offered yet. */
function versionFor({ database }: Offers): string {
  const versions = valueOr(database, undefined)?.versions ?? [usualMysql]
  if (versions.includes(usualMysql)) return usualMysql
  return versions.find((version) => version.startsWith(`${usualMysql}.`)) ?? '8.0.21'
}

/** In another zone, where there are any. */
function standbyFor(size: string, { database }: Offers): Standby {
  const offer = valueOr(database, undefined)?.sizes.find(({ name }) => name === size)
  return offer && !offer.standbys.includes('ZoneRedundant') ? 'SameZone' : 'ZoneRedundant'
}

/** All that have nodes of that size: one lost zone should not be all of them. */
function zonesFor({ isProduction, cluster }: AzureSpec, { machine }: Offers): readonly string[] {
  return isProduction && cluster.kind === 'new' ? (valueOr(machine, undefined)?.zones ?? []) : []
}

function existingOf(
  before: Settled,
  { existing }: PreflightFacts,
): Pick<Settled, 'cidrs'> & Partial<Settled> {
  const clusters = valueOr(existing.clusters, [])
  const [cluster] = clusters.length === 1 ? clusters : []
  const subnet = valueOr(existing.nodeSubnet, undefined)
  const [clusterGroup, nodeGroup] = [
    cluster?.group ?? before.clusterGroup,
    cluster?.nodeGroup ?? before.nodeGroup,
  ]
  return {
    cidrs: before.cidrs.length > 0 ? before.cidrs : (subnet?.network ?? []),
    ...(clusterGroup === undefined ? {} : { clusterGroup }),
    ...(nodeGroup === undefined ? {} : { nodeGroup }),
  }
}
