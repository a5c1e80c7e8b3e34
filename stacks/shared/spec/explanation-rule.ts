import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'

/** Words of a cloud, and ours for them. */
export interface ExplanationRule {
  readonly pattern: RegExp
  /** @param found what the groups of the pattern matched */
  readonly explanation: (found: readonly string[], spec: Spec) => Explanation
}

/** By the first rule that fits. @param message what the provider said @returns `undefined` when nobody knows better */
export function explainedBy(
  rules: readonly ExplanationRule[],
  message: string,
  spec: Spec,
): Explanation | undefined {
  for (const { pattern, explanation } of rules) {
    const found = pattern.exec(message)
    if (found)
      return explanation(
        found.slice(1).map((group) => group ?? ''),
        spec,
      )
  }
  return undefined
}
