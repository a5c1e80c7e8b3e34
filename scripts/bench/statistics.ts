/** The quotients of what was measured side by side: a machine that is slow for a moment is slow for both. */
export interface Quotient {
  /** Median of the rounds' quotients. */
  readonly median: number
  /** First and third quartile: half of the rounds are between them. */
  readonly spread: readonly [number, number]
  /** Median of the subject alone, in milliseconds or bytes. */
  readonly subject: number
  readonly baseline: number
}

/** One round: both measured one right after the other. */
export interface Round {
  readonly subject: number
  readonly baseline: number
}

/** @throws RangeError without rounds */
export function quotientOf(rounds: readonly Round[]): Quotient {
  const quotients = rounds.map(({ subject, baseline }) => subject / baseline)
  return {
    median: quantile(quotients, 0.5),
    spread: [quantile(quotients, 0.25), quantile(quotients, 0.75)],
    subject: quantile(
      rounds.map(({ subject }) => subject),
      0.5,
    ),
    baseline: quantile(
      rounds.map(({ baseline }) => baseline),
      0.5,
    ),
  }
}

/** The value below which this share of the values is, between two of them if need be. @throws RangeError without values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) throw new RangeError('there is nothing to measure')
  return below + (above - below) * (at - Math.floor(at))
}
