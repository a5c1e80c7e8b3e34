/** Trying again, as providers do: after refusals that pass by themselves, and when there were too many calls. */
import { setTimeout as delay } from 'node:timers/promises'
import { Refusal } from './cloud-error.ts'
import type { Retry } from './definition.ts'
import type { Settings } from './view.ts'

const SHORTEST_PAUSE_MS = 25
const PAUSE_MINUTES = 0.1

/** How long a wait of so many simulated minutes is at least, in real milliseconds. */
function patienceFor(minutes: number, settings: Settings): number {
  return Math.max(minutes * settings.minuteMs, settings.patienceMs)
}

/** Tries `work` until it is not refused, or not for a reason that passes, or the provider's patience is over. */
export async function patiently<T>(
  settings: () => Settings,
  retry: Retry | undefined,
  work: () => T,
): Promise<T> {
  const start = Date.now()
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!retry || !passes(error, retry)) throw error
      if (Date.now() - start >= patienceFor(retry.minutes, settings())) throw error
      await pause(settings())
    }
  }
}

function passes(error: unknown, { codes, says }: Retry): boolean {
  return error instanceof Refusal && codes.includes(error.code) && (!says || says.test(error.message))
}

/** What is left of a wait, looking in between whether it is over: it answers something. */
export async function until<T>(
  settings: () => Settings,
  minutes: number,
  look: () => T | undefined,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const start = Date.now()
  for (;;) {
    const found = look()
    const isOver = signal?.aborted || Date.now() - start >= patienceFor(minutes, settings())
    if (found !== undefined || isOver) return found
    await pause(settings())
  }
}

function pause({ minuteMs }: Settings): Promise<void> {
  return delay(Math.max(SHORTEST_PAUSE_MS, PAUSE_MINUTES * minuteMs))
}
