import type { JournalCall } from '../cloud/frame/journal.ts'

/** A call that nobody made. */
export function call(type: string, verb: JournalCall['verb'], more: Partial<JournalCall> = {}): JournalCall {
  return {
    ...{ package: 'made-up', type, verb, name: type, urn: `urn:${type}` },
    ...{ account: '1', region: 'here', process: 1, began: 0 },
    ...more,
  }
}
