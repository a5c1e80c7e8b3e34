import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'

/** Words of AWS, and ours for them. */
export interface ExplanationRule {
  readonly pattern: RegExp
  /** @param found what the groups of the pattern matched */
  readonly explanation: (found: readonly string[], spec: Spec) => Explanation
}
