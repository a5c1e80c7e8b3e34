/** What the place where a server runs says of it right now, for people who look and do not want to wait. */
import type { Context } from '../context.ts'
import type { EngineListener } from '../engine/engine.ts'
import type { LiveFacts } from '../engine/live.ts'
import { lookTimedOut } from '../errors/place.ts'
import type { Step } from '../terminal/terminal.ts'
import type { Found } from './engines.ts'

/** How long a look may take. */
const LOOK_MS = 2_000
/** The same where an engine has to log in first, as it says. */
const LOGIN_MS = 60_000
/** How long an engine may take to say in its own words that it took too long. */
const GRACE_MS = 200

/** `undefined` where an engine can't look. Never throws, and never takes longer than people were told. */
export async function look(
  { terminal, signal }: Context,
  { deployment, engine }: Found,
): Promise<LiveFacts | undefined> {
  if (!engine.inspect) return undefined
  const looking = new AbortController()
  let patience = LOOK_MS
  let timer = setTimeout(() => looking.abort(), patience)
  let step: Step | undefined
  const listener: EngineListener = (event) => {
    if (event.kind !== 'step' || step) return
    step = terminal.step(event.text)
    patience = LOGIN_MS
    clearTimeout(timer)
    timer = setTimeout(() => looking.abort(), patience)
  }
  const until = AbortSignal.any([signal, looking.signal])
  try {
    return await Promise.race([
      engine.inspect(deployment.name, until, listener),
      tooLong(looking.signal, () => patience),
    ])
  } finally {
    clearTimeout(timer)
    step?.succeed()
  }
}

function tooLong(signal: AbortSignal, patience: () => number): Promise<LiveFacts> {
  return new Promise((resolve) => {
    const give = () => resolve({ troubles: [lookTimedOut(patience() / 1000)] })
    signal.addEventListener('abort', () => setTimeout(give, GRACE_MS).unref(), { once: true })
  })
}
