/** The log of one run of a server, which goes on where it was when the way to the cluster breaks off. */
import { setTimeout as delay } from 'node:timers/promises'
import { ZenError } from '../errors/zen-error.ts'
import type { Query } from './api.ts'
import type { Cluster } from './cluster.ts'
import { pathIn, SERVER } from './names.ts'

interface Reading {
  readonly pollMs: number
  readonly signal: AbortSignal
}

/** Ends with the run, or with the signal. Lines have their time in front, by which none comes twice or is lost. */
export async function* timedLog(
  { api, place }: Cluster,
  pod: string,
  from: Query,
  { pollMs, signal }: Reading,
): AsyncIterable<string> {
  const path = `${pathIn(place, 'pods')}/${pod}/log`
  const base = { container: SERVER.container, follow: 'true', timestamps: 'true' }
  let last = ''
  while (!signal.aborted) {
    const known = last
    const since = last === '' ? from : { sinceTime: last }
    try {
      for await (const line of api.lines(path, { query: { ...base, ...since }, signal })) {
        const [time = '', text = ''] = splitAt(line)
        // The cluster counts whole seconds. Times of one length and form are in the order of their letters.
        if (known !== '' && time <= known) continue
        last = time
        yield text
      }
      return
    } catch (error) {
      if (!(error instanceof ZenError)) throw error
      if (error.code !== 'CLUSTER_UNREACHABLE') return
      await delay(pollMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

function splitAt(line: string): readonly [time: string, text: string] {
  const space = line.indexOf(' ')
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)]
}
