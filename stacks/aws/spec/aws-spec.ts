/** What a spec says about a deployment at AWS, read once. Loads nothing of Pulumi. */
import type { OptionValues, Spec } from '../../contract.ts'
import type { ServerSpec } from '../../server-spec.ts'
import { cloudServerOf } from '../../shared/spec/cloud-server.ts'
import { rangeIn } from '../../shared/spec/free-range.ts'
import { textsAt } from '../../shared/spec/option-texts.ts'
import { parseTags } from '../../shared/spec/tags.ts'
import { newVpc } from './applies.ts'
import { clusterName, databaseName } from './names.ts'
import { presetOf } from './presets.ts'
import { settledOf } from './settled.ts'
import { deploymentTag, ownerTag } from './tags.ts'

/** Of the option that says which addresses a new network has. */
export const rangeFlag = 'vpc-cidr'

export type Network =
  | { readonly kind: 'new'; readonly cidr: string; readonly perZone: boolean }
  /** One that is there; subnets as a person named them, or as they were found. */
  | {
      readonly kind: 'existing'
      readonly vpcId?: string
      readonly privateSubnets: readonly string[]
      readonly publicSubnets: readonly string[]
    }

export interface NewCluster {
  readonly kind: 'new'
  readonly name: string
  readonly version?: string
  readonly nodes: number
  readonly nodeType: string
  /** Who may reach its API; nobody is left out when it is empty. */
  readonly allowed: readonly string[]
  /** ARNs. */
  readonly administrators: readonly string[]
  readonly hasLogs: boolean
}

export interface ExistingCluster {
  readonly kind: 'existing'
  readonly name: string
  /** Of its nodes, beside the cluster's own. */
  readonly securityGroups: readonly string[]
}

export interface ManagedDatabase {
  readonly name: string
  readonly instanceClass: string
  /** Gigabytes. */
  readonly storage: number
  readonly isMultiZone: boolean
  readonly backupDays: number
  /** What it starts from. */
  readonly snapshot?: string
}

export interface AwsSpec {
  readonly name: string
  readonly region: string
  /** Number of the account, once that was found out. */
  readonly account: string
  readonly network: Network
  readonly cluster: NewCluster | ExistingCluster
  /** Missing where the data is elsewhere. */
  readonly database?: ManagedDatabase
  readonly server: ServerSpec
  readonly tags: Readonly<Record<string, string>>
  /** Two of everything important. */
  readonly isProduction: boolean
}

export function awsSpecOf(spec: Spec): AwsSpec {
  const { name, options } = spec
  const server = cloudServerOf(spec, presetOf(options).replicas)
  return {
    name,
    region: String(options['region']),
    account: settledOf(options).account ?? '',
    network: networkOf(options),
    cluster: clusterOf(spec),
    ...(server.database.kind === 'managed' ? { database: databaseOf(spec) } : {}),
    server,
    tags: tagsOf(spec),
    isProduction: options['preset'] === 'production',
  }
}

function networkOf(options: OptionValues): Network {
  const vpcId = options['vpc-id']
  const { vpc, privateSubnets, publicSubnets } = settledOf(options)
  if (options['cluster'] === undefined && (vpcId ?? newVpc) === newVpc)
    return { kind: 'new', cidr: rangeIn(options, rangeFlag), perZone: presetOf(options).perZone }
  const known = vpc ?? (vpcId === undefined || vpcId === newVpc ? undefined : String(vpcId))
  return {
    kind: 'existing',
    ...(known === undefined ? {} : { vpcId: known }),
    privateSubnets: textsAt(options, 'subnet-ids', privateSubnets),
    publicSubnets: textsAt(options, 'public-subnet-ids', publicSubnets),
  }
}

function clusterOf({ name, options }: Spec): NewCluster | ExistingCluster {
  const { cluster, 'kubernetes-version': version } = options
  if (cluster !== undefined)
    return {
      ...{ kind: 'existing', name: String(cluster) },
      securityGroups: textsAt(options, 'node-security-group-ids'),
    }
  const { nodes, nodeType } = presetOf(options)
  return {
    kind: 'new',
    name: clusterName(name),
    ...(version === undefined ? {} : { version: String(version) }),
    nodes: Number(options['nodes'] ?? nodes),
    nodeType: String(options['node-type'] ?? nodeType),
    allowed: textsAt(options, 'allow-cidr'),
    administrators: [...new Set([...settledOf(options).deployers, ...textsAt(options, 'admin-principal')])],
    hasLogs: options['control-plane-logs'] === true,
  }
}

function databaseOf({ name, options }: Spec): ManagedDatabase {
  const preset = presetOf(options)
  const { 'database-snapshot': snapshot } = options
  return {
    name: databaseName(name),
    instanceClass: String(options['database-class'] ?? preset.databaseClass),
    storage: Number(options['database-storage'] ?? preset.databaseStorage),
    isMultiZone: preset.isMultiZone,
    backupDays: preset.backupDays,
    ...(snapshot === undefined ? {} : { snapshot: String(snapshot) }),
  }
}

function tagsOf({ name, options }: Spec): Readonly<Record<string, string>> {
  const [owner] = settledOf(options).deployers
  return {
    ...parseTags(textsAt(options, 'tag')),
    [deploymentTag]: name,
    ...(owner === undefined ? {} : { [ownerTag]: owner }),
  }
}
