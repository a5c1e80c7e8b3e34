/** What a spec says about a deployment at Azure, read once. Loads nothing of Pulumi. */
import type { OptionValues, Spec } from '../../contract.ts'
import type { ServerSpec } from '../../server-spec.ts'
import { cloudServerOf } from '../../shared/spec/cloud-server.ts'
import { rangeIn } from '../../shared/spec/free-range.ts'
import { textAt, textsAt } from '../../shared/spec/option-texts.ts'
import { parseTags } from '../../shared/spec/tags.ts'
import { newNetwork } from './applies.ts'
import { clusterName, databaseName, groupName, labelOf, markFor, nodeGroupName } from './names.ts'
import { presetOf } from './presets.ts'
import { type Settled, type Standby, settledOf } from './settled.ts'
import { deploymentTag, ownerTag } from './tags.ts'

/** Of the option that says which addresses a new network has. */
export const rangeFlag = 'vnet-cidr'

export type Network =
  | { readonly kind: 'new'; readonly cidr: string }
  /** Ids of subnets that are there. */
  | { readonly kind: 'existing'; readonly nodeSubnet?: string; readonly databaseSubnet?: string }

export interface NewCluster {
  readonly kind: 'new'
  readonly name: string
  /** Name of the group it is in. */
  readonly group: string
  /** Name of the group that its nodes are in. */
  readonly nodeGroup: string
  readonly version?: string
  /** At least. */
  readonly nodes: number
  /** Now, or at first. */
  readonly count: number
  readonly mostNodes: number
  readonly nodeType: string
  readonly tier: 'Free' | 'Standard'
  readonly zones: readonly string[]
  /** Who may reach its API; nobody is left out when it is empty. */
  readonly allowed: readonly string[]
  /** Blocks of addresses that it must not use itself. */
  readonly taken: readonly string[]
}

export interface ExistingCluster {
  readonly kind: 'existing'
  readonly name: string
  /** Both are empty until they were found. */
  readonly group: string
  readonly nodeGroup: string
}

export interface ManagedDatabase {
  readonly name: string
  readonly version: string
  /** `Standard_B1ms` */
  readonly size: string
  /** Gigabytes. */
  readonly storage: number
  readonly standby: Standby | 'Disabled'
  readonly backupDays: number
}

export interface AzureSpec {
  readonly name: string
  readonly region: string
  /** Id, once it is known. */
  readonly subscription?: string
  /** Name of the group of all that zen makes. */
  readonly group: string
  readonly network: Network
  readonly cluster: NewCluster | ExistingCluster
  /** Missing where the data is elsewhere. */
  readonly database?: ManagedDatabase
  readonly server: ServerSpec
  /** Of the address, in the domain of the region. */
  readonly label: string
  readonly tags: Readonly<Record<string, string>>
  readonly isProduction: boolean
}

export function azureSpecOf(spec: Spec): AzureSpec {
  const { name, options } = spec
  const settled = settledOf(options)
  const region = String(options['region'])
  const subscription = textAt(options, 'subscription') ?? settled.subscription
  const mark = settled.mark ?? markFor({ subscription: subscription ?? '', region, name })
  const server = cloudServerOf(spec, presetOf(options).replicas)
  return {
    ...{
      name,
      region,
      group: groupName(name),
      network: networkOf(options),
      cluster: clusterOf(spec, settled),
    },
    ...(subscription === undefined ? {} : { subscription }),
    ...(server.database.kind === 'managed' ? { database: databaseOf(spec, mark, settled) } : {}),
    ...{ server, label: labelOf({ name, mark }), tags: tagsOf(spec, settled) },
    isProduction: options['preset'] === 'production',
  }
}

function networkOf(options: OptionValues): Network {
  const [nodeSubnet = newNetwork, databaseSubnet] = [
    textAt(options, 'node-subnet-id'),
    textAt(options, 'database-subnet-id'),
  ]
  const isOther = options['cluster'] !== undefined
  if (!isOther && nodeSubnet === newNetwork) return { kind: 'new', cidr: rangeIn(options, rangeFlag) }
  return {
    kind: 'existing',
    ...(isOther || nodeSubnet === newNetwork ? {} : { nodeSubnet }),
    ...(databaseSubnet === undefined ? {} : { databaseSubnet }),
  }
}

function clusterOf({ name, options }: Spec, { zones, clusterGroup, nodeGroup, cidrs, ...found }: Settled) {
  const { cluster, 'kubernetes-version': version } = options
  if (cluster !== undefined) return existing(String(cluster), { clusterGroup, nodeGroup })
  const preset = presetOf(options)
  const nodes = Number(options['nodes'] ?? preset.nodes)
  const mostNodes = Math.max(nodes, Number(options['max-nodes'] ?? nodes + moreNodes))
  const made: NewCluster = {
    ...{ kind: 'new', name: clusterName(name), group: groupName(name), nodeGroup: nodeGroupName(name) },
    ...(version === undefined ? {} : { version: String(version) }),
    ...{ nodes, mostNodes, count: Math.min(Math.max(nodes, Number(found.nodes ?? nodes)), mostNodes) },
    ...{ nodeType: String(options['node-type'] ?? preset.nodeType), tier: preset.clusterTier, zones },
    allowed: textsAt(options, 'allow-cidr'),
    taken: cidrs.length > 0 ? cidrs : [rangeIn(options, rangeFlag)],
  }
  return made
}

/** Room for what comes by itself: nodes are replaced one after the other, and pods may need more. */
const moreNodes = 2

/** `NAME`, or `GROUP/NAME` where there are several of that name. */
function existing(
  words: string,
  {
    clusterGroup,
    nodeGroup,
  }: { readonly clusterGroup: string | undefined; readonly nodeGroup: string | undefined },
): ExistingCluster {
  const [first = '', second] = words.split('/')
  return {
    kind: 'existing',
    name: second ?? first,
    group: clusterGroup ?? (second === undefined ? '' : first),
    nodeGroup: nodeGroup ?? '',
  }
}

/** https://learn.microsoft.com/azure/mysql/concepts-version-policy */
export const usualMysql = '8.4'

function databaseOf({ name, options }: Spec, mark: string, settled: Settled): ManagedDatabase {
  const preset = presetOf(options)
  const storage = Number(options['database-storage'] ?? preset.databaseStorage)
  return {
    name: databaseName({ name, mark }),
    version: settled.mysqlVersion ?? usualMysql,
    size: String(options['database-class'] ?? preset.databaseClass),
    storage: Math.max(storage, Number(settled.storage ?? 0)),
    standby: preset.hasStandby ? (settled.standby ?? 'ZoneRedundant') : 'Disabled',
    backupDays: preset.backupDays,
  }
}

function tagsOf({ name, options }: Spec, { owner }: Settled): Readonly<Record<string, string>> {
  return {
    ...parseTags(textsAt(options, 'tag')),
    [deploymentTag]: name,
    ...(owner === undefined ? {} : { [ownerTag]: owner }),
  }
}
