/** What containers wrote. */
import { stripVTControlCharacters } from 'node:util'
import { ZenError } from '../errors/zen-error.ts'
import type { Query } from './api.ts'
import type { Cluster } from './cluster.ts'
import { pathIn } from './names.ts'

/** One run of a container. */
export interface Run {
  readonly pod: string
  readonly container: string
  /** The run before the last restart. */
  readonly previous?: boolean
}

const LAST_LINES = 25

/** The end of a log, for an error that must not fail itself: empty when there is none to be had. */
export async function lastWords({ api, place }: Cluster, run: Run, signal?: AbortSignal): Promise<string> {
  const lines: string[] = []
  const query = { ...queryFor(run), tailLines: String(LAST_LINES) }
  try {
    for await (const line of api.lines(logPath(place, run), { query, signal })) lines.push(cleanLine(line))
  } catch (error) {
    if (!(error instanceof ZenError) || error.code === 'INTERRUPTED') throw error
  }
  return lines.join('\n')
}

/** A log from now on, until the container ends. @throws as the requests of {@link Cluster} do */
export async function* growingLog(
  { api, place }: Cluster,
  run: Run,
  signal: AbortSignal,
  from: Query = {},
): AsyncIterable<string> {
  const query = { ...queryFor(run), ...from, follow: 'true' }
  for await (const line of api.lines(logPath(place, run), { query, signal })) yield cleanLine(line)
}

export function logPath(place: Cluster['place'], { pod }: Run): string {
  return `${pathIn(place, 'pods')}/${pod}/log`
}

export function queryFor({ container, previous }: Run): Query {
  return { container, ...(previous ? { previous: 'true' } : {}) }
}

/** Without colours, and without the password of an address. */
function cleanLine(line: string): string {
  return stripVTControlCharacters(line).replace(/(:\/\/[^\s:/@]+:)[^\s@]+@/g, '$1***@')
}
