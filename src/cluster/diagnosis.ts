/** Why a release does not run. */
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { crashTroubles } from './crash-trouble.ts'
import { imageTroubles } from './image-trouble.ts'
import { deploymentOf } from './names.ts'
import { placementTroubles } from './placement-trouble.ts'
import { lastWords } from './pod-log.ts'
import { slowTroubles } from './slow-trouble.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import type { Trouble } from './trouble.ts'

/** All that is wrong at this moment, what explains the most first. */
export function troublesOf(snapshot: Snapshot, place: Cluster['place']): readonly Trouble[] {
  const all = [
    ...imageTroubles(snapshot),
    ...crashTroubles(snapshot),
    ...placementTroubles(snapshot),
    ...slowTroubles(snapshot, deploymentOf(place)),
  ]
  return [...all.filter(isCertain), ...all.filter((trouble) => !isCertain(trouble))]
}

function isCertain({ graceMs, isSuspicion }: Trouble): boolean {
  return graceMs !== Infinity && !isSuspicion
}

/**
 * Looks at the release once, after something failed, and says why. `undefined` when nothing is wrong with it that can
 * be seen. Never throws, but for `INTERRUPTED`: a cluster that can't be asked is a reason too.
 */
export async function diagnoseRelease(cluster: Cluster, signal?: AbortSignal): Promise<ZenError | undefined> {
  try {
    for (const trouble of troublesOf(await snapshotOf(cluster, signal), cluster.place)) {
      const log = trouble.log ? await lastWords(cluster, trouble.log, signal) : ''
      if (!trouble.isSuspicion || trouble.isSure?.(log)) return trouble.error(log)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof ZenError) || error.code === 'INTERRUPTED') throw error
    return error
  }
}

/** The error with the last words of the container that it is about. */
export async function explained(
  cluster: Cluster,
  { log, error }: Trouble,
  signal?: AbortSignal,
): Promise<ZenError> {
  return error(log ? await lastWords(cluster, log, signal) : '')
}
