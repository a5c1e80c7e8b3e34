/** Giving up what nobody can reach any more: part of the port in `engine.ts`. */
import type { EngineListener, ResourceChange } from './engine.ts'

/** Asks nobody but the engine's own state, and takes nothing away but that. */
export interface Forgetting {
  /** `undefined` when there is nothing of that name. */
  plan(name: string): Promise<ForgetPlan | undefined>
  /** @throws ZenError `DEPLOYMENT_NOT_FOUND`, `DEPLOYMENT_LOCKED` */
  carryOut(name: string, listener: EngineListener, signal: AbortSignal): Promise<void>
}

export interface ForgetPlan {
  /** `AWS account 111111111111, eu-west-1` */
  readonly where: string
  /** What was made of it, as far as zen knows. */
  readonly resources: readonly ResourceChange[]
  /** The same, a line each, as people find it there: `EKS cluster zen-team`, and its id where that says more. */
  readonly left: readonly string[]
}
