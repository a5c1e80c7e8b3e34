/** Every call of a simulated cloud, as two lines of `journal.ndjson`: when it began, and how it ended. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from './call.ts'
import { Refusal, Unfinished } from './cloud-error.ts'

export type Outcome = 'done' | 'failed' | 'unfinished'

/** A call that the journal tells of. Moments are milliseconds since 1970. */
export interface JournalCall extends Call {
  readonly account: string
  readonly region: string
  /** Of the provider's process. */
  readonly process: number
  readonly began: number
  /** Absent when there never was an answer. */
  readonly ended?: number
  readonly outcome?: Outcome
  /** Of what was made, changed or removed. */
  readonly id?: string
  /** How long it would have taken in the real cloud, without waits for others. */
  readonly minutes?: number
  /** When it began and ended in the simulated cloud, in its minutes since its first call; only where time passes. */
  readonly simulated?: { readonly start: number; readonly end?: number }
  /** What the engine was told when it failed. */
  readonly text?: string
  /** Id of the fault that hit it. */
  readonly fault?: string
}

/** What a call finds out about itself. */
export interface Notes {
  id?: string
  minutes?: number
}

/** Does `work` and writes down when it began and how it ended. */
export async function told<T>(
  folder: string,
  call: Call & Pick<JournalCall, 'account' | 'region' | 'fault'>,
  minuteMs: number,
  work: (notes: Notes) => Promise<T>,
): Promise<T> {
  const file = join(folder, 'journal.ndjson')
  const line = randomUUID()
  const notes: Notes = {}
  const end = (outcome: Outcome, more: object = {}) =>
    append(file, { line, ended: Date.now(), outcome, ...notes, ...more })
  append(file, { line, ...call, process: process.pid, began: Date.now(), minuteMs })
  try {
    const result = await work(notes)
    end('done')
    return result
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    end(error instanceof Unfinished ? 'unfinished' : 'failed', {
      text,
      ...(error instanceof Unfinished ? { id: error.id } : {}),
      ...(error instanceof Refusal ? { code: error.code } : {}),
    })
    throw error
  }
}

/** One write of less than a page: lines of several processes never mix. */
function append(file: string, line: object): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`)
}

/** All calls so far, by when they began. */
export function readJournal(folder: string): readonly JournalCall[] {
  const calls = new Map<string, WrittenCall>()
  for (const text of linesOf(join(folder, 'journal.ndjson'))) {
    const { line, ...news } = JSON.parse(text)
    calls.set(line, { ...calls.get(line), ...news })
  }
  const all = [...calls.values()]
  return all.map((call) => withSimulatedTime(call, all[0]?.began ?? 0))
}

/** With what a minute took then. */
type WrittenCall = JournalCall & { readonly minuteMs: number }

function withSimulatedTime({ minuteMs, ...call }: WrittenCall, epoch: number): JournalCall {
  if (minuteMs === 0) return call
  const at = (moment: number) => (moment - epoch) / minuteMs
  const end = call.ended === undefined ? {} : { end: at(call.ended) }
  return { ...call, simulated: { start: at(call.began), ...end } }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean)
  } catch {
    return []
  }
}
