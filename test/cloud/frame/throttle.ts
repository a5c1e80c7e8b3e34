import { setTimeout as delay } from 'node:timers/promises'
import type { Caller } from './call.ts'
import { Refusal } from './cloud-error.ts'
import type { Operation } from './definition.ts'
import type { Fault } from './faults.ts'

/** AWS's and Google's providers try that often, with longer and longer pauses. */
const TRIES = 25
const PAUSE_MINUTES = 0.02

/** Waits for its turn, as a provider does that is told to call less often. @throws the refusal at last */
export async function throttled(
  caller: Caller,
  operation: Operation,
  fault: Fault | undefined,
): Promise<void> {
  const refusals = fault?.effect === 'throttle' ? (fault.times ?? 100) : 0
  for (let attempt = 1; attempt <= refusals || isTooMany(caller, operation); attempt += 1) {
    if (attempt === TRIES) throw new Refusal('Throttling', 'Rate exceeded')
    await delay(PAUSE_MINUTES * caller.world.settings().minuteMs + 1)
  }
}

/** Counts the calls of each second. */
function isTooMany({ world, session }: Caller, { service }: Operation): boolean {
  const most = world.settings().callsPerSecond[service]
  if (most === undefined) return false
  const second = Math.floor(Date.now() / 1000)
  return world.store.count(`calls ${session.identity.account} ${service} ${second}`) > most
}
