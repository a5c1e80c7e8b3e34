import { expect, test } from 'vitest'
import { faultSummary, faultTable } from '../../scripts/fault-tables.ts'
import type { KindOutcome } from './outcome-files.ts'

const outcomes: readonly KindOutcome[] = [
  {
    ...{ provider: 'made-up', kind: 'lost' },
    create: { codes: ['RESOURCE_FAILED'], became: { net: 'taken over', door: 'again' } },
    delete: { codes: ['RESOURCE_FAILED'], became: { net: 'noticed', door: 'again' } },
  },
  {
    ...{ provider: 'made-up', kind: 'killed' },
    create: { codes: [], became: { net: 'taken over', door: 'taken over' } },
    delete: { codes: [], became: { net: 'again', door: 'noticed' } },
  },
]
const cloud = { label: 'Nimbus', outcomes }

const rowOf = (text: string, first: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| ${first}`))
    ?.split('|')
    .map((cell) => cell.trim())

test('the summary counts what became of the types, per cloud', () => {
  const summary = faultSummary([cloud])

  expect(summary).toContain('| a resource is | Nimbus |')
  expect(rowOf(summary, 'being made: done, but the answer was lost')).toContain(
    '2 types: 1 taken over, 1 made again',
  )
  expect(rowOf(summary, 'being removed: under way when zen was killed')).toContain(
    '2 types: 1 removed again, 1 seen to be gone',
  )
})

test('what was not tried is said', () => {
  expect(rowOf(faultSummary([cloud]), 'being made: refused')).toContain('not tried yet')
})

test('a table has a row per type, and what zen said', () => {
  const table = faultTable(cloud, 'create')

  expect(rowOf(table, '`net`')).toEqual(['', '`net`', '', '', 'taken over', 'taken over', '', '', ''])
  expect(rowOf(table, 'zen said')?.[4]).toBe('exit 1, `RESOURCE_FAILED`')
  expect(rowOf(table, 'zen said')?.[5]).toBe('nothing')
})

test('what can only happen to what is made is no column of what is removed', () => {
  expect(faultTable(cloud, 'delete').split('\n')[0]).not.toContain('made, answered with an error')
})
