/** What containers wrote. */
import { ZenError } from '../errors/zen-error.ts'
import type { Query } from './api.ts'
import type { Cluster } from './cluster.ts'
import { pathIn } from './names.ts'
import { readableLines } from './readable-log.ts'

/** One run of a container. */
export interface Run {
  readonly pod: string
  readonly container: string
  /** The run before the last restart. */
  readonly previous?: boolean
}

const LAST_LINES = 25
/** So many as to hold what was said before a traceback. */
const TAIL = '500'

/** The end of a log, for an error that must not fail itself: empty when there is none to be had. */
export async function lastWords({ api, place }: Cluster, run: Run, signal?: AbortSignal): Promise<string> {
  const lines: string[] = []
  const query = { ...queryFor(run), tailLines: TAIL }
  const readable = readableLines()
  try {
    for await (const line of api.lines(logPath(place, run), { query, signal })) lines.push(...readable(line))
  } catch (error) {
    if (!(error instanceof ZenError) || error.code === 'INTERRUPTED') throw error
  }
  return lines.slice(-LAST_LINES).join('\n')
}

/** What a container writes, without its tracebacks, until it ends. @throws as the requests of {@link Cluster} do */
export async function* growingLog(
  { api, place }: Cluster,
  run: Run,
  signal: AbortSignal,
): AsyncIterable<string> {
  const query = { ...queryFor(run), follow: 'true' }
  const readable = readableLines()
  for await (const line of api.lines(logPath(place, run), { query, signal })) yield* readable(line)
}

function logPath(place: Cluster['place'], { pod }: Run): string {
  return `${pathIn(place, 'pods')}/${pod}/log`
}

function queryFor({ container, previous }: Run): Query {
  return { container, ...(previous ? { previous: 'true' } : {}) }
}
