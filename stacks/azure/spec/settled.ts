/** What is found out at Azure once, before anything is made, and must stay so. It is kept in the spec, next to the options. */
import type { OptionValues } from '../../contract.ts'
import { asOptions, textAt, textsAt } from '../../shared/spec/option-texts.ts'

/** Where a second database is, that takes over: not in all regions there are zones. */
export type Standby = 'ZoneRedundant' | 'SameZone'

export interface Settled {
  /** Id of the subscription that everything is in. */
  readonly subscription?: string
  /** Who deployed it first. */
  readonly owner?: string
  /** Part of the names that nobody else may have. */
  readonly mark?: string
  readonly mysqlVersion?: string
  readonly standby?: Standby
  /** Gigabytes of the database by now: it never gets smaller. */
  readonly storage?: string
  /** How many nodes there are by now: the cluster decides that itself. */
  readonly nodes?: string
  /** Zones of the nodes, in regions that have any. */
  readonly zones: readonly string[]
  /** Of a cluster that was there before: its groups. */
  readonly clusterGroup?: string
  readonly nodeGroup?: string
  /** Addresses of a network that was there before. */
  readonly cidrs: readonly string[]
}

/** Keys of a settled spec that are no options. */
const keys = {
  subscription: 'azure-subscription',
  owner: 'deployer',
  mark: 'name-mark',
  mysqlVersion: 'mysql-version',
  standby: 'found-standby',
  storage: 'found-storage',
  nodes: 'found-nodes',
  zones: 'zones',
  clusterGroup: 'found-cluster-group',
  nodeGroup: 'found-node-group',
  cidrs: 'found-cidrs',
} as const

const texts = [
  'subscription',
  'owner',
  'mark',
  'mysqlVersion',
  'storage',
  'nodes',
  'clusterGroup',
  'nodeGroup',
] as const

export function settledOf(options: OptionValues): Settled {
  const found = texts.flatMap((key) => {
    const value = textAt(options, keys[key])
    return value === undefined ? [] : [[key, value] as const]
  })
  const standby = textAt(options, keys.standby)
  return {
    ...Object.fromEntries(found),
    ...(standby === 'ZoneRedundant' || standby === 'SameZone' ? { standby } : {}),
    zones: textsAt(options, keys.zones),
    cidrs: textsAt(options, keys.cidrs),
  }
}

/** The other way round; what is absent or empty is left out. */
export function settledOptions(settled: Settled): OptionValues {
  return asOptions({
    [keys.subscription]: settled.subscription,
    [keys.owner]: settled.owner,
    [keys.mark]: settled.mark,
    [keys.mysqlVersion]: settled.mysqlVersion,
    [keys.standby]: settled.standby,
    [keys.storage]: settled.storage,
    [keys.nodes]: settled.nodes,
    [keys.zones]: settled.zones,
    [keys.clusterGroup]: settled.clusterGroup,
    [keys.nodeGroup]: settled.nodeGroup,
    [keys.cidrs]: settled.cidrs,
  })
}
