/** What the engine needs of others, so that tests can put something else there. */
import type { Check } from '../../../stacks/contract.ts'
import type { ClusterNeeds, ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { ZenError } from '../../errors/zen-error.ts'
import type { DataDecision, EngineFacts, EngineListener } from '../engine.ts'
import type { Forward, LiveFacts, LogOptions } from '../live.ts'
import type { EngineProgram, Plugins } from './install/engine-program.ts'

export interface EngineParts {
  /** Finds or installs the Pulumi program and the plugins. */
  readonly ensureEngine: (
    facts: EngineFacts,
    plugins: Plugins,
    listener: EngineListener,
    signal: AbortSignal,
  ) => Promise<EngineProgram>
  readonly engineChecks: (facts: EngineFacts, plugins: Plugins) => readonly Check[]
  readonly cluster: ClusterParts
  /** Address of a module with other `providers` than zen's own, for the worker. */
  readonly registry?: string
}

/** What is asked of a cluster itself, beside what the program makes in it. */
export interface ClusterParts {
  /** @throws ZenError when the kubeconfig is not there, or does not know the cluster */
  readonly open: (place: ClusterPlace, env: EngineFacts['env']) => Promise<Cluster>
  /** `isOurs`: the state knows a release there; left out when that is not known. */
  readonly checks: (
    open: () => Promise<Cluster>,
    needs: ClusterNeeds,
    release: { readonly isOurs?: boolean },
  ) => readonly Check[]
  readonly answers: (cluster: Cluster, signal?: AbortSignal) => Promise<boolean>
  /** Tells what goes on while the release is made; `failure` resolves when it is certain that it will not come up. */
  readonly watch: (cluster: Cluster, listener: EngineListener) => Watch
  /** Why a release did not come up, as far as the cluster knows. */
  readonly diagnose: (cluster: Cluster) => Promise<ZenError | undefined>
  /**
   * Gets a release that a killed run left half-made out of the way, and says what it did. One that is there but that
   * the state does not know (`isKnown`) is in the way too, and so are pods that wait to try again, where the server is
   * to run (`willRun`).
   */
  readonly mend: (
    cluster: Cluster,
    mending: {
      readonly isKnown: boolean
      readonly willRun: boolean
      readonly listener: EngineListener
      readonly signal: AbortSignal
    },
  ) => Promise<string | undefined>
  /** Takes away what Helm leaves behind, waits for addresses to be given back, and deletes the data where wanted. */
  readonly removeRemains: (
    cluster: Cluster,
    decision: { readonly data: DataDecision },
    listener: EngineListener,
    signal: AbortSignal,
  ) => Promise<void>
  /** What is there of it all the same: a line each. */
  readonly remains: (
    cluster: Cluster,
    decision: { readonly data: DataDecision },
  ) => Promise<readonly string[]>
  readonly log: (cluster: Cluster, options: LogOptions) => AsyncIterable<string>
  readonly forward: (
    cluster: Cluster,
    options: {
      readonly port: number
      readonly signal: AbortSignal
      /** Logs in again, where logins last minutes; `undefined` when there is no such cluster any more. */
      readonly renew?: () => Promise<Cluster | undefined>
    },
  ) => Promise<Forward>
  /** `url`: where people reach the server. */
  readonly liveFacts: (cluster: Cluster, looked: { readonly url?: string }) => Promise<LiveFacts>
}

export interface Watch {
  readonly failure: Promise<ZenError>
  stop(): Promise<void>
}
