/** What is wrong with options of Google Cloud that are fine one by one. A sentence each, without a full stop. */
import type { OptionValues, Secrets } from '../../contract.ts'
import { serverProblems } from '../../server-problems.ts'
import { exposureProblems } from '../../shared/spec/problems.ts'

export function gcpProblems(values: OptionValues, secrets: Secrets): readonly string[] {
  return [...exposureProblems(values), ...serverProblems(values, secrets)]
}
