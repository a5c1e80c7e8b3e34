import type { CloudDefinition, Session } from './definition.ts'
import type { World } from './world.ts'

/** A call of the engine, as faults match it and the journal tells it. */
export interface Call {
  readonly package: string
  readonly verb: CallVerb
  /** Token of the type or function. */
  readonly type: string
  /** The resource's name in the program; empty for functions. */
  readonly name: string
  readonly urn: string
}

export type CallVerb = 'check' | 'diff' | 'preview' | 'create' | 'read' | 'update' | 'delete' | 'invoke'

/** Who is calling which simulated cloud. */
export interface Caller {
  readonly definition: CloudDefinition
  readonly world: World
  readonly session: Session
  /** The engine wants no more of a provider that heeds that. */
  readonly cancelled?: AbortSignal
}

/** What the engine says of a resource with each call. */
export interface ResourceRequest {
  readonly urn: string
  readonly type: string
  readonly name: string
}
