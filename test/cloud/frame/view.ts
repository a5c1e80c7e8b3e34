import type { Identity } from './identity.ts'
import type { Properties } from './properties.ts'

/** Something that a cloud has. */
export interface CloudObject {
  readonly type: string
  readonly id: string
  readonly account: string
  readonly region: string
  /** What was asked for, by the last change. */
  readonly inputs: Properties
  /** Everything that the cloud tells about it, inputs among it; what begins with `__` it keeps to itself. */
  readonly outputs: Properties
  /** `cloud`: in the course of something else, as a cluster makes network interfaces. `account`: furniture. */
  readonly madeBy: 'pulumi' | 'cloud' | 'hand' | 'account'
  /** What it goes with: {@link ownerKey}. */
  readonly owner?: string
  readonly phase: 'creating' | 'ready' | 'updating' | 'deleting' | 'deleted'
  /** When it was made, in milliseconds since 1970, as are all moments here. */
  readonly since: number
  /** When its phase ends by itself. */
  readonly until?: number
  /** From when on others than its maker see it. */
  readonly seenFrom?: number
}

export type NewObject = Pick<CloudObject, 'type' | 'id' | 'inputs' | 'outputs' | 'madeBy'> &
  Partial<Pick<CloudObject, 'owner' | 'phase' | 'until' | 'seenFrom'>>

/** Ids are no more than unique among things of a kind. */
export function ownerKey(owner: Pick<CloudObject, 'type' | 'id'>): string {
  return `${owner.type} ${owner.id}`
}

export type ObjectChanges = Partial<Omit<CloudObject, 'type' | 'id' | 'account' | 'region'>>

/** One account and region of a cloud during one transaction: nobody else changes anything meanwhile. */
export interface View {
  readonly account: string
  readonly region: string
  /** This moment. */
  readonly now: number
  /** So many minutes of the simulated cloud, in milliseconds. */
  milliseconds(minutes: number): number
  find(type: string, id: string): CloudObject | undefined
  /** Of this kind, or of all kinds; without what is only listed as deleted. */
  list(type?: string): readonly CloudObject[]
  /** As {@link list}, but what others see: not what is too new, and what is listed as deleted. */
  seen(type?: string): readonly CloudObject[]
  add(object: NewObject): CloudObject
  change(object: CloudObject, changes: ObjectChanges): CloudObject
  /** At once, with everything that goes with it. */
  remove(object: CloudObject): void
  /** The same account, seen elsewhere. */
  elsewhere(place: { readonly region?: string; readonly package?: string; readonly account?: string }): View
  /** Regions of this account that have objects. */
  regions(): readonly string[]
  quota(code: string): number
  readonly settings: Settings
}

/** What a test decides about a simulated cloud; read at each call, from `settings.json` of its folder. */
export interface Settings {
  /** Milliseconds that a minute of the real cloud takes. 0: nothing takes time. */
  readonly minuteMs: number
  /** A refusal that the provider takes for passing is retried that long at least, in real milliseconds. */
  readonly patienceMs: number
  /** New objects are seen by others, and by a refresh, so many minutes later. */
  readonly lagMinutes: number
  /** A new role is unknown to other services for so many minutes. */
  readonly roleLagMinutes: number
  /** Lists of deleted things keep naming them for a while; without time (`minuteMs` 0) for ever. */
  readonly tombstones: boolean
  /** Quota codes with values other than the usual. */
  readonly quotas: Readonly<Record<string, number>>
  /** Calls of a service that an account may make in a real second. */
  readonly callsPerSecond: Readonly<Record<string, number>>
  readonly identities: readonly Identity[]
  /** Real nodes behind managed clusters, by the cluster's name; `*` stands for every other one. */
  readonly nodes: Readonly<Record<string, NodeAccess>>
  /** Somebody stands by who starts a real server for each managed database. */
  readonly realDatabases: boolean
  /** Clusters by name, or `*`, whose API answers nobody. */
  readonly silentClusters: readonly string[]
  /** Logins to clusters that are older, in milliseconds since 1970, have ended early. */
  readonly loginsSince: number
  /** What goes wrong with pods. */
  readonly podTroubles: readonly PodTrouble[]
  /** What clusters leave behind in their cloud when it should go. */
  readonly leaves: readonly ('balancers' | 'disks')[]
  /** Somebody leads connections to public addresses on, and answers for clusters. */
  readonly internet?: Internet
}

/** Hits pods by their release and component, all of them where nothing is said. */
export interface PodTrouble {
  readonly release?: string
  readonly component?: string
  /** It ends and is started again and again; its image is nowhere; no node takes it. */
  readonly effect: 'crash' | 'no-image' | 'no-node'
  /** What it writes before it ends. */
  readonly log?: readonly string[]
}

export interface Internet {
  /** First three numbers of a net that public addresses are of: `127.5.6`. */
  readonly net: string
  /** PEM of the authority that signed what clusters show, in base64. */
  readonly authority: string
}

/** What leads to a real Kubernetes API. */
export interface NodeAccess {
  /** `https://10.250.0.1:6443` */
  readonly endpoint: string
  /** PEM of its authority, in base64, as kubeconfigs have it. */
  readonly ca: string
  readonly token: string
}
