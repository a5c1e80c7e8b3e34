/** What took longest, for who wants to know why it took so long. */
import { isOpen, labelOf, lengthOf, slowest, type Work } from '../deployment/timeline.ts'
import { table } from './columns.ts'
import { duration } from './duration.ts'

const MOST = 5

/** Empty where nothing took a second. */
export function slowestLines(works: readonly Work[]): readonly string[] {
  const slow = slowOnes(works)
  if (slow.length === 0) return []
  const rows = slow.map((work) => [lengthWords(work), labelOf(work), work.failed ? 'failed' : ''])
  return ['Took longest:', ...table(rows, [0]).map((line) => `  ${line}`)]
}

function slowOnes(works: readonly Work[]): readonly Work[] {
  return slowest(works, MOST).filter((work) => !isOpen(work) && lengthOf(work) >= 1000)
}

function lengthWords(work: Work): string {
  return duration(Math.round(lengthOf(work) / 1000))
}

export function slowestJson(works: readonly Work[]) {
  return slowOnes(works).map((work) => {
    const { type, name, part } = work.resource
    return { type, name, ...(part ? { part } : {}), seconds: Math.round(lengthOf(work) / 100) / 10 }
  })
}
