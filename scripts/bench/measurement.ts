import type { BudgetName } from './budgets.ts'
import { type Quotient, quotientOf, type Round } from './statistics.ts'

export interface Measurement {
  readonly name: BudgetName
  /** Of which of several of its kind: `aws`. */
  readonly of?: string
  /** Minutes are those of a cloud. */
  readonly unit: 'milliseconds' | 'bytes' | 'minutes'
  readonly quotient: Quotient
}

export interface SideBySide {
  readonly rounds: number
  readonly signal: AbortSignal
  readonly subject: () => Promise<number>
  readonly baseline: () => Promise<number>
}

/** Measures both in turns. The first round only warms up, where there is more than one. */
export async function measureSideBySide({
  rounds,
  signal,
  subject,
  baseline,
}: SideBySide): Promise<Quotient> {
  const measured: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    measured.push({ baseline: await baseline(), subject: await subject() })
  }
  return quotientOf(measured.slice(1))
}
