/** A server that runs, seen from outside: part of the port in `engine.ts`. */

import type { EngineListener } from './engine.ts'

/** What is so right now, asked of the place where the server runs. */
export interface LiveFacts {
  /** What the confirm question names, too: `context "prod" (https://192.0.2.1:6443), namespace zenml`. */
  readonly where?: string
  readonly replicas?: { readonly ready: number; readonly wanted: number }
  /** Version of ZenML that runs there. */
  readonly version?: string
  /** ISO 8601, UTC. */
  readonly certificateExpiresAt?: string
  /** A sentence each, for people: a pod that restarts, a cluster that does not answer. */
  readonly troubles: readonly string[]
}

/** A way to a server that has no address of its own, as long as it is open. */
export interface Forward {
  /** `http://127.0.0.1:8237` */
  readonly url: string
  /** Resolves when it ends by itself, with the reason. */
  readonly ended: Promise<string>
  close(): Promise<void>
}

export interface LogOptions {
  /** Number of lines from the end. */
  readonly tail: number
  readonly follow: boolean
  readonly signal: AbortSignal
  /** Is told what there is to wait for before the first line comes. */
  readonly listener?: EngineListener
}
