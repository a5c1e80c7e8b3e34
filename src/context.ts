/** What actions receive: everything they may touch of the world. Only this file makes the real ones. */
import type { Provider } from '../stacks/contract.ts'
import type { ClientEnvironment } from './client/client-environment.ts'
import type { Engine } from './engine/engine.ts'
import type { Terminal } from './terminal/terminal.ts'

export interface Context {
  readonly terminal: Terminal
  readonly providers: readonly Provider[]
  /** The engine that carries out this provider's deployments; its code is loaded on the first call. */
  readonly engineOf: (provider: Provider) => Promise<Engine>
  /** Where the local ZenML client keeps its files, and what the environment says about them. */
  readonly clientEnvironment: ClientEnvironment
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  readonly now: () => Date
}
