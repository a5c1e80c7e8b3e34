/** What became of a resource that was hit, as the journal of the cloud tells it. */
import type { JournalCall } from '../cloud/frame/journal.ts'

/**
 * `again`: it was not there, and was made or removed by a later attempt. `kept`: zen knew of it, and went on with it.
 * `taken over`: it was there though nobody had been told, and was found. `replaced`: it was removed, and made again.
 * `noticed`: it was gone, and a later attempt saw that. `along`: it goes with what it is part of, and was not hit.
 */
export type Outcome = 'again' | 'kept' | 'taken over' | 'replaced' | 'noticed' | 'along'

/** @param hit one of the journal's calls @param journal to the end, when all is well */
export function outcomeOf(hit: JournalCall, journal: readonly JournalCall[]): Outcome {
  const later = journal.slice(journal.indexOf(hit) + 1).filter(({ urn }) => urn === hit.urn)
  const done = later.filter(({ outcome }) => outcome === 'done')
  return hit.verb === 'delete' ? removalOf(done) : creationOf(hit, done)
}

function creationOf(hit: JournalCall, later: readonly JournalCall[]): Outcome {
  const beforeEnd = later.slice(0, lastCreate(later) + 1)
  if (beforeEnd.some(({ verb }) => verb === 'create'))
    return beforeEnd.some(isRealRemoval) ? 'replaced' : 'again'
  return hit.outcome === 'done' || hit.outcome === 'unfinished' ? 'kept' : 'taken over'
}

function lastCreate(calls: readonly JournalCall[]): number {
  return calls.findLastIndex(({ verb }) => verb === 'create')
}

function removalOf(later: readonly JournalCall[]): Outcome {
  return later.some(isRealRemoval) ? 'again' : 'noticed'
}

/** To remove what is not there succeeds, and names nothing. */
function isRealRemoval({ verb, id }: JournalCall): boolean {
  return verb === 'delete' && id !== undefined
}
