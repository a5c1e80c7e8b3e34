/** Tells troubles that pass by themselves from those that don't. */
import type { Snapshot } from './snapshot.ts'
import { MINUTE, SECOND, type Trouble } from './trouble.ts'

/** A trouble that may pass is worth a word after this time. */
const WORTH_A_WORD = 15 * SECOND
/** What was there before may be about to be replaced. */
const OLD_GRACE = 2 * MINUTE

export interface Certainty {
  /** Takes in what is wrong now. What is not wrong any more is forgotten. */
  see(snapshot: Snapshot, troubles: readonly Trouble[], now: number): void
  /** Those that are certain. */
  certain(now: number): readonly Trouble[]
  /** Those that are certain if their log says so: of pods that are new, and suspicions that have lasted. */
  uncertain(now: number): readonly Trouble[]
  /** Those that may pass, but have lasted. */
  lasting(now: number): readonly Trouble[]
}

/**
 * Pods that were there at the first look belong to what ran before, and get time to be replaced, which does not begin
 * before a migration is over. Jobs that were there say nothing about this run.
 * @param scale of all times, for tests
 */
export function certainty(scale = 1): Certainty {
  const seen = new Map<string, { readonly trouble: Trouble; readonly since: number }>()
  let old: { readonly pods: ReadonlySet<string>; readonly jobs: ReadonlySet<string> } | undefined
  const graceOf = ({ uid, graceMs }: Trouble) =>
    scale * (old?.pods.has(uid) && graceMs !== Infinity ? Math.max(graceMs, OLD_GRACE) : graceMs)
  const lasted = (now: number, timeOf: (trouble: Trouble) => number) =>
    [...seen.values()]
      .filter(({ trouble, since }) => now - since >= timeOf(trouble))
      .map(({ trouble }) => trouble)
  return {
    see: (snapshot, troubles, now) => {
      old ??= oldIn(snapshot)
      const isMigrating = snapshot.jobs.some(({ uid, isActive }) => isActive && !old?.jobs.has(uid))
      const counted = troubles.filter(({ uid }) => !old?.jobs.has(uid))
      const keys = new Set(counted.map(({ key }) => key))
      for (const key of [...seen.keys()].filter((it) => !keys.has(it))) seen.delete(key)
      for (const trouble of counted) {
        const waits = isMigrating && old.pods.has(trouble.uid)
        const since = waits ? now : (seen.get(trouble.key)?.since ?? now)
        seen.set(trouble.key, { trouble, since })
      }
    },
    certain: (now) => lasted(now, graceOf).filter(({ isSuspicion }) => !isSuspicion),
    uncertain: (now) => [
      ...lasted(now, graceOf).filter(({ isSuspicion }) => isSuspicion),
      ...lasted(now, () => 0).filter(({ isSuspicion, uid }) => !isSuspicion && !old?.pods.has(uid)),
    ],
    lasting: (now) =>
      lasted(now, () => WORTH_A_WORD * scale).filter((it) => it.graceMs !== Infinity && !it.isSuspicion),
  }
}

/** A migration's pod goes with its Job. */
function oldIn({ pods, jobs }: Snapshot) {
  const names = jobs.map(({ name }) => `${name}-`)
  const ofJobs = pods.filter(({ name }) => names.some((it) => name.startsWith(it))).map(({ uid }) => uid)
  return {
    pods: new Set(pods.map(({ uid }) => uid).filter((uid) => !ofJobs.includes(uid))),
    jobs: new Set([...jobs.map(({ uid }) => uid), ...ofJobs]),
  }
}
