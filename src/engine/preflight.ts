import type { PreflightFinding } from '../../stacks/inquiry-contract.ts'
import type { Target } from './engine.ts'

/** What the place that a target goes to says of it, before anything is made there. */
export interface Preflight {
  /** With what was found out and must not drift later. */
  readonly target: Target
  readonly findings: readonly PreflightFinding[]
  /** What the confirm question names, where the place itself knows best: `AWS account 1234 in eu-west-1, as …`. */
  readonly where?: string
}
