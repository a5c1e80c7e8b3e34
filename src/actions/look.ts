/** What the place where a server runs says of it right now, for people who look and do not want to wait. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { LiveFacts } from '../engine/live.ts'
import { lookTimedOut } from '../errors/place.ts'
import type { Found } from './engines.ts'

/** How long a look may take. */
const LOOK_MS = 2_000
/** How long an engine may take to say in its own words that it took too long. */
const GRACE_MS = 200

/** `undefined` where an engine can't look. Never throws, and never takes much longer than two seconds. */
export async function look(
  { signal }: Context,
  { deployment, engine }: Found,
): Promise<LiveFacts | undefined> {
  if (!engine.inspect) return undefined
  const looking = new AbortController()
  const until = AbortSignal.any([signal, looking.signal])
  const timer = setTimeout(() => looking.abort(), LOOK_MS)
  const done = new AbortController()
  const tooLong = delay(LOOK_MS + GRACE_MS, { troubles: [lookTimedOut(LOOK_MS / 1000)] }, done)
  try {
    return await Promise.race([engine.inspect(deployment.name, until), tooLong])
  } finally {
    clearTimeout(timer)
    tooLong.catch(() => undefined)
    done.abort()
  }
}
