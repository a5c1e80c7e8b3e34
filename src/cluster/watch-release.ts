/** Looks at a release while Helm installs it: what goes on there, and whether it is certain to fail. */
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineListener } from '../engine/engine.ts'
import { ZenError } from '../errors/zen-error.ts'
import { certainty } from './certainty.ts'
import type { Cluster } from './cluster.ts'
import { explained, troublesOf } from './diagnosis.ts'
import { migrationLog } from './migration-log.ts'
import { lastWords } from './pod-log.ts'
import { snapshotOf } from './snapshot.ts'
import type { Trouble } from './trouble.ts'
import { newsFor } from './watch-news.ts'

export interface ReleaseWatch {
  /** Resolves only when it is certain that the release will not come up by itself. Never rejects. */
  readonly failure: Promise<ZenError>
  /** Ends the watch; resolves when nothing of it goes on. Throws only what is a fault of zen itself. */
  stop(): Promise<void>
}

export interface Pace {
  /** Between two looks. */
  readonly pollMs: number
  /** Of all times that troubles are given to pass. */
  readonly scale: number
}

const usual: Pace = { pollMs: 1500, scale: 1 }
/** A cluster that misses a question or two may just be busy. */
const SILENCE_MS = 10_000
/** Logs say more than states, but take more to ask for: only at every so many looks. */
const LOG_EVERY = 4

/** Polls, since that survives an API server that restarts. */
export function watchRelease(cluster: Cluster, listener: EngineListener, pace: Pace = usual): ReleaseWatch {
  const stopped = new AbortController()
  let fail: (error: ZenError) => void = () => undefined
  const failure = new Promise<ZenError>((resolve) => {
    fail = resolve
  })
  const ended = watch(cluster, listener, pace, stopped.signal, fail)
  // It is looked at when the watch is stopped.
  ended.catch(() => undefined)
  return {
    failure,
    stop: async () => {
      stopped.abort()
      await ended
    },
  }
}

async function watch(
  cluster: Cluster,
  listener: EngineListener,
  { pollMs, scale }: Pace,
  signal: AbortSignal,
  fail: (error: ZenError) => void,
): Promise<void> {
  const news = newsFor(listener)
  const migration = migrationLog(cluster, news.migration, signal)
  const troubles = certainty(scale)
  let heard = Date.now()
  for (let look = 1; !signal.aborted; look += 1) {
    try {
      const snapshot = await snapshotOf(cluster, signal)
      heard = Date.now()
      news.silence(false)
      news.tell(snapshot)
      migration.follow(snapshot)
      troubles.see(snapshot, troublesOf(snapshot, cluster.place), heard)
      const [certain] = troubles.certain(heard)
      const doubtful = look % LOG_EVERY === 0 ? troubles.uncertain(heard) : []
      const sure = certain ?? (await sureByLog(cluster, doubtful, signal))
      if (sure) fail(await explained(cluster, sure, signal))
      for (const trouble of troubles.lasting(heard)) news.warn(trouble)
    } catch (error) {
      if (!(error instanceof ZenError)) throw error
      // Who may not look is not told; the deployment goes on all the same.
      if (error.code === 'CLUSTER_FORBIDDEN') break
      if (Date.now() - heard >= SILENCE_MS * scale) news.silence(!signal.aborted)
    }
    await delay(pollMs, undefined, { signal }).catch(() => undefined)
  }
  await migration.ended()
}

/** Some need no time: their log says that no other try will end otherwise. */
async function sureByLog(
  cluster: Cluster,
  troubles: readonly Trouble[],
  signal: AbortSignal,
): Promise<Trouble | undefined> {
  for (const trouble of troubles) {
    const { log, isSure } = trouble
    if (log && isSure?.(await lastWords(cluster, log, signal))) return trouble
  }
  return undefined
}
