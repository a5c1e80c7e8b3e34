/** What a spec says about a deployment at Google Cloud, read once. Loads nothing of Pulumi. */
import type { OptionValues, Spec } from '../../contract.ts'
import type { ServerSpec } from '../../server-spec.ts'
import { cloudServerOf } from '../../shared/spec/cloud-server.ts'
import { rangeIn } from '../../shared/spec/free-range.ts'
import { baseName } from '../../shared/spec/names.ts'
import { textAt, textsAt } from '../../shared/spec/option-texts.ts'
import { parseTags } from '../../shared/spec/tags.ts'
import { isNewNetwork, newNetworkWord } from './applies.ts'
import { deploymentLabel, labelOf, ownerLabel } from './labels.ts'
import { clusterName } from './names.ts'
import { presetOf } from './presets.ts'
import { settledOf } from './settled.ts'

/** Of the option that says which addresses a new network has. */
export const rangeFlag = 'network-cidr'

export type Network =
  | { readonly kind: 'new'; readonly cidr: string }
  /** One that is there: names, or paths where it is one of another project. */
  | { readonly kind: 'existing'; readonly network?: string; readonly subnetwork?: string }

export interface NewCluster {
  readonly kind: 'new'
  readonly name: string
  /** A region, or a zone where its control plane is in one alone. */
  readonly location: string
  /** Of its nodes. */
  readonly zones: readonly string[]
  readonly version?: string
  readonly nodes: number
  readonly nodeType: string
  /** Who may reach its API; nobody is left out when it is empty. */
  readonly allowed: readonly string[]
  /** `user:anna@example.com`, beside whoever deploys. */
  readonly administrators: readonly string[]
}

export interface ExistingCluster {
  readonly kind: 'existing'
  readonly name: string
  /** Empty until it was found out. */
  readonly location: string
}

export interface ManagedDatabase {
  /** What its name begins with: Google Cloud gives no name again for a week, so the rest is new each time. */
  readonly prefix: string
  readonly tier: string
  /** Gigabytes. */
  readonly storage: number
  readonly isRegional: boolean
  readonly backupDays: number
}

export interface GcpSpec {
  readonly name: string
  readonly project: string
  readonly region: string
  readonly network: Network
  readonly cluster: NewCluster | ExistingCluster
  /** Missing where the data is elsewhere. */
  readonly database?: ManagedDatabase
  readonly server: ServerSpec
  readonly labels: Readonly<Record<string, string>>
  /** Two of everything important. */
  readonly isProduction: boolean
}

export function gcpSpecOf(spec: Spec): GcpSpec {
  const { name, options } = spec
  const server = cloudServerOf(spec, presetOf(options).replicas)
  return {
    name,
    project: textAt(options, 'project') ?? '',
    region: textAt(options, 'region') ?? '',
    network: networkOf(options),
    cluster: clusterOf(spec),
    ...(server.database.kind === 'managed' ? { database: databaseOf(spec) } : {}),
    server,
    labels: labelsOf(spec),
    isProduction: options['preset'] === 'production',
  }
}

function networkOf(options: OptionValues): Network {
  if (isNewNetwork(options)) return { kind: 'new', cidr: rangeIn(options, rangeFlag) }
  const settled = settledOf(options)
  const named = textAt(options, 'network')
  const network = named === undefined || named === newNetworkWord ? settled.network : named
  const subnetwork = textAt(options, 'subnetwork') ?? settled.subnetwork
  return {
    kind: 'existing',
    ...(network === undefined ? {} : { network }),
    ...(subnetwork === undefined ? {} : { subnetwork }),
  }
}

function clusterOf({ name, options }: Spec): NewCluster | ExistingCluster {
  const [cluster, version] = [textAt(options, 'cluster'), textAt(options, 'kubernetes-version')]
  const settled = settledOf(options)
  if (cluster !== undefined) return { kind: 'existing', name: cluster, location: settled.location ?? '' }
  const preset = presetOf(options)
  const zones = settled.zones.slice(0, preset.zones)
  return {
    kind: 'new',
    name: clusterName(name),
    location: settled.location ?? locationFor(textAt(options, 'region') ?? '', zones),
    zones,
    ...(version === undefined ? {} : { version }),
    nodes: Number(options['nodes'] ?? preset.nodes),
    nodeType: textAt(options, 'node-type') ?? preset.nodeType,
    allowed: textsAt(options, 'allow-cidr'),
    administrators: textsAt(options, 'admin-principal'),
  }
}

/** With nodes in one zone there is no use in a control plane elsewhere, which costs. It can't be changed later. */
export function locationFor(region: string, zones: readonly string[]): string {
  const [first = region] = zones
  return zones.length > 1 ? region : first
}

function databaseOf({ name, options }: Spec): ManagedDatabase {
  const preset = presetOf(options)
  return {
    prefix: baseName(name),
    tier: textAt(options, 'database-class') ?? preset.databaseClass,
    storage: Number(options['database-storage'] ?? preset.databaseStorage),
    isRegional: preset.isRegional,
    backupDays: preset.backupDays,
  }
}

function labelsOf({ name, options }: Spec): Readonly<Record<string, string>> {
  const [owner] = settledOf(options).deployers
  return {
    ...parseTags(textsAt(options, 'tag')),
    [deploymentLabel]: name,
    ...(owner === undefined ? {} : { [ownerLabel]: labelOf(owner) }),
  }
}
