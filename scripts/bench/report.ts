/** What `npm run bench` says. */
import { type Budget, budgets } from './budgets.ts'
import type { Measurement } from './measurement.ts'

export interface Verdict extends Budget, Measurement {
  readonly isKept: boolean
}

export function verdictOn(measurement: Measurement): Verdict {
  const budget: Budget = budgets[measurement.name]
  return { ...budget, ...measurement, isKept: measurement.quotient.median <= budget.limit }
}

/** One measurement in two lines: the quotient with its budget, and what it was made of. */
export function verdictText({
  name,
  of,
  subject,
  baseline,
  isKept,
  limit,
  goal,
  reason,
  unit,
  quotient,
}: Verdict): string {
  const { median, spread } = quotient
  const bounds = `at most ${limit}${goal === undefined ? '' : `, goal ${goal}`}`
  const parts = `${amount(quotient.subject, unit)} of ${subject} to ${amount(quotient.baseline, unit)} of ${baseline}`
  return [
    `${isKept ? '✓' : '✗'} ${(of === undefined ? name : `${name}, ${of}`).padEnd(28)} ${times(median)}  (${spread.map(times).join(' to ')}; ${bounds})`,
    `    ${parts}${isKept ? '' : `\n    Budget broken: ${reason}.`}`,
  ].join('\n')
}

function times(quotient: number): string {
  return `×${quotient.toFixed(2)}`
}

function amount(value: number, unit: Measurement['unit']): string {
  if (unit === 'minutes') return `${value.toFixed(1)} min`
  if (unit === 'bytes') return `${Math.round(value / 1024 ** 2)} MB`
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
}
