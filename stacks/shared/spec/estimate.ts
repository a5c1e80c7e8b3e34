/** From parts to a whole: how long a deployment in a cloud takes, and what it costs a month. */
import type { Estimate, EstimatePart } from '../../contract.ts'

export const hoursPerMonth = 730

interface EstimateFacts {
  /** Date of the price table, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly parts: readonly EstimatePart[]
  /** What has no price in the table, as flags with their values. */
  readonly unpriced: readonly string[]
}

export function estimateOf({ asOf, parts, unpriced }: EstimateFacts): Estimate {
  return {
    minutes: minutesOf(parts),
    monthlyUsd: cents(parts.reduce((all, { monthlyUsd }) => all + monthlyUsd, 0)),
    asOf,
    parts,
    ...(unpriced.length === 0 ? {} : { unpriced }),
  }
}

/** A network is there in a minute, as far as others wait for it; cluster and database pass side by side. */
function minutesOf(parts: readonly EstimatePart[]): number {
  const of = (name: string) => parts.find(({ part }) => part === name)?.minutes ?? 0
  return Math.min(of('network'), 1) + Math.max(of('cluster'), of('database')) + of('server')
}

export function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100
}
