/**
 * The port to whatever carries a deployment out. Actions know this file only; `local/`, `docker/` and
 * `pulumi/` implement it. An engine owns the state of its deployments and the lock on each.
 */
import type {
  Check,
  DeploymentPart,
  Estimate,
  OptionValues,
  Outputs,
  Secrets,
  Spec,
} from '../../stacks/contract.ts'
import type { DataFate } from '../../stacks/program-contract.ts'
import type { Forgetting } from './forgetting.ts'
import type { Forward, LiveFacts, LogOptions } from './live.ts'
import type { Preflight } from './preflight.ts'

/** What an engine may know of this computer. */
export interface EngineFacts {
  /** zen's own data directory. */
  readonly dataDirectory: string
  /** Folder of the ZenML client's files, which exists or not. */
  readonly clientDirectory: string
  /** Version of the ZenML client, as its files say. */
  readonly clientVersion?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Where state lives (`file://…`, `s3://…`), as a person said; only engines whose state can be shared ask. */
  readonly backend?: string
  /** How secrets in a shared state are encrypted (`awskms://…`), as a person said; for new deployments. */
  readonly secretsProvider?: string
}

/** What to deploy: the spec, and the secrets a person gave along with it. */
export interface Target {
  readonly spec: Spec
  readonly secrets: Secrets
}

export type DeploymentStatus = 'running' | 'incomplete' | 'stopped' | 'unknown'

/** One ZenML server as the state knows it. */
export interface Deployment {
  readonly name: string
  readonly provider: string
  readonly status: DeploymentStatus
  readonly spec: Spec
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC: when it was last changed. A run that changes nothing leaves it. */
  readonly updatedAt: string
  /** Once it had an address. Holds the administrator's password, decrypted when it is read: never print or copy it whole. */
  readonly outputs?: Outputs
}

export type ChangeAction = 'create' | 'update' | 'replace' | 'delete' | 'same'

export interface Resource {
  /** What kind of thing: `Docker container`, `aws:rds/instance:Instance`. */
  readonly type: string
  readonly name: string
  /** Both in words for people, where those are others: `namespace zen-team`. */
  readonly label?: string
  /** What it belongs to, where deployments have parts. */
  readonly part?: DeploymentPart
}

export interface ResourceChange extends Resource {
  readonly action: ChangeAction
}

export interface Preview {
  readonly resources: readonly ResourceChange[]
  /** What the confirm question names: `this computer`, `AWS account 1234, eu-west-1`. */
  readonly where: string
  readonly estimate: Estimate
}

/** News while something runs. The last `step` is what is being waited for. */
export type EngineEvent =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'detail'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | ResourceEvent

/** Work on one resource begins, comes to its end, or to nothing. All that has begun is being waited for. */
export interface ResourceEvent {
  readonly kind: 'begin' | 'end' | 'fail'
  readonly resource: Resource
  /** `Creating the namespace zen-team` */
  readonly text: string
}

export type EngineListener = (event: EngineEvent) => void

export interface UpResult {
  readonly outputs: Outputs
  readonly resources: readonly ResourceChange[]
}

/** What becomes of the data. Whatever is the usual can be undone. */
export type DataDecision = DataFate

export interface DestroyDecision {
  /** One of {@link DestroyPlan.dataFates}. */
  readonly data: DataDecision
  /** What refuses to go is passed over, and told as left. */
  readonly force?: boolean
  /** The person says that the place (a cluster) is gone for good: forget what was in it. */
  readonly placeGone?: boolean
}

export interface DestroyResult {
  /** What still exists though it should not: one line each, empty when all is gone. */
  readonly left: readonly string[]
  readonly data: {
    readonly action: 'kept' | 'snapshot' | 'deleted' | 'none'
    /** Where the kept data is: a path, a volume, a snapshot's name. */
    readonly location?: string
    /** Words of a command that goes on with it, where that is more than deploying again: `zen deploy --name team …`. */
    readonly goesOnWith?: string
  }
}

/** What `destroy` would remove; asked for before the person confirms. */
export interface DestroyPlan {
  readonly resources: readonly ResourceChange[]
  readonly where: string
  /** Where the data is, when there is any: `--delete-data` would delete just this. */
  readonly dataLocation?: string
  /** What can become of it, the usual first. @default ['keep', 'delete'] */
  readonly dataFates?: readonly DataDecision[]
  /** A sentence, when the place where it all is does not answer: it may be gone for good. */
  readonly unreachable?: string
}

/** What there is to choose from. */
export interface Offer {
  readonly choices: readonly string[]
  readonly usual?: string
}

/** A file by which a deployment can be run without zen. */
export interface ExportedFile {
  /** `compose.yaml` */
  readonly name: string
  readonly text: string
  /** Holds secrets: written for its owner alone, never printed. */
  readonly secret: boolean
}

/**
 * Every method may throw a `ZenError`; methods that change something throw `DEPLOYMENT_LOCKED` when another
 * zen is at work on the same deployment. After an aborted signal the state is saved and the same call continues.
 */
export interface Engine {
  /** What the surroundings offer for an option with `offered`, given the values known so far. Never throws. */
  offer?(flag: string, values: OptionValues): Promise<Offer | undefined>
  /** Fills in what only the surroundings know and must not drift later (the current context of a kubeconfig). */
  settle?(target: Target): Promise<Target>
  /** Begins in the background what every further step needs and what takes a while. Changes nothing, never throws. */
  prepare?(): void
  /** Preflight checks for exactly this target. Without a target: what `doctor` asks of this computer, for a provider. */
  checks(target?: Target, provider?: string): readonly Check[]
  /** Asks the place itself, where it can be asked before anything is there; once, after the `checks` passed. */
  preflight?(target: Target, listener: EngineListener, signal: AbortSignal): Promise<Preflight>
  /** What `up` would do. Changes nothing. What has to be downloaded for it is told to the listener. */
  preview(target: Target, signal: AbortSignal, listener?: EngineListener): Promise<Preview>
  /** Makes it so. Running it again on a finished deployment changes nothing: every resource is `same`. */
  up(target: Target, listener: EngineListener, signal: AbortSignal): Promise<UpResult>
  /** Stops the server and keeps everything, so that `up` with the stored spec starts it again. */
  stop(name: string, listener: EngineListener, signal: AbortSignal): Promise<void>
  /** What `destroy` would do; also for data that an earlier destroy kept. `undefined` when there is nothing. */
  planDestroy(name: string): Promise<DestroyPlan | undefined>
  destroy(
    name: string,
    decision: DestroyDecision,
    listener: EngineListener,
    signal: AbortSignal,
  ): Promise<DestroyResult>
  /** Where things can get out of reach for good. */
  readonly forgetting?: Forgetting
  /** The deployment of that name, with its live status, or `undefined`. */
  read(name: string): Promise<Deployment | undefined>
  /** All deployments of this engine. Never starts anything heavy. */
  list(): Promise<readonly Deployment[]>
  /** What the place where it runs says of it now. Never throws: what can't be asked is a trouble. */
  inspect?(name: string, signal: AbortSignal, listener?: EngineListener): Promise<LiveFacts>
  /** Opens a way to an `unexposed` server; `undefined` for one that has an address. */
  forward?(name: string, signal: AbortSignal, listener?: EngineListener): Promise<Forward | undefined>
  /** Takes the lock away from a zen that will not come back. */
  cancel(name: string): Promise<void>
  /** The target as files of one of its provider's `exportFormats`. Changes nothing; secrets not stored yet are new. */
  exportFiles?(target: Target, format: string): Promise<readonly ExportedFile[]>
  /** The server's log, line by line, without line ends. */
  logs(name: string, options: LogOptions): AsyncIterable<string>
}
