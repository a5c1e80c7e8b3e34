/** What the engine needs of others, so that tests can put something else there. */
import type { Check } from '../../../stacks/contract.ts'
import type { EngineFacts, EngineListener } from '../engine.ts'

/** Pulumi plugins by name, with their exact versions. */
export type Plugins = Readonly<Record<string, string>>

/** A Pulumi program that is there, with the plugins that were asked for. */
export interface EngineProgram {
  /** Absolute path. */
  readonly command: string
  readonly pulumiHome: string
}

export interface EngineParts {
  /** Finds or installs the Pulumi program and the plugins. */
  readonly ensureEngine: (
    facts: EngineFacts,
    plugins: Plugins,
    listener: EngineListener,
    signal: AbortSignal,
  ) => Promise<EngineProgram>
  readonly engineChecks: (facts: EngineFacts, plugins: Plugins) => readonly Check[]
  /** Address of a module with other `providers` than zen's own, for the worker. */
  readonly registry?: string
}
