import { expect, test } from 'vitest'
import { budgets } from '../../scripts/bench/budgets.ts'
import { verdictOn, verdictText } from '../../scripts/bench/report.ts'
import { quantile, quotientOf } from '../../scripts/bench/statistics.ts'

test('a moment in which the whole machine is slow changes no quotient', () => {
  const calm = { subject: 50, baseline: 20 }
  const slow = { subject: 500, baseline: 200 }

  const { median, spread, subject } = quotientOf([calm, slow, calm])

  expect(median).toBe(2.5)
  expect(spread).toEqual([2.5, 2.5])
  expect(subject).toBe(50)
})

test('between two values the quantile is in between', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(quantile([7], 0.25)).toBe(7)
  expect(() => quantile([], 0.5)).toThrow(RangeError)
})

test('a budget is broken above its limit, and says why it is there', () => {
  const { limit, reason } = budgets['zen list, time']
  const measured = (quotient: number) =>
    verdictOn({
      name: 'zen list, time',
      unit: 'milliseconds',
      quotient: quotientOf([{ subject: 20 * quotient, baseline: 20 }]),
    })

  expect(measured(limit).isKept).toBe(true)
  expect(measured(limit + 0.01).isKept).toBe(false)
  expect(verdictText(measured(limit + 1))).toContain(reason)
  expect(verdictText(measured(limit))).toContain('60 ms of zen list to 20 ms of node -e 0')
})
