/** Makes a release usable again that a killed run left in the middle of something. */
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineListener } from '../engine/engine.ts'
import { interrupted } from '../errors/deployment.ts'
import type { Cluster } from './cluster.ts'
import { textAt } from './fields.ts'
import { asFailed, helmHistory, type Revision } from './helm-history.ts'
import { components, pathIn, selectorOf } from './names.ts'
import { snapshotOf } from './snapshot.ts'
import { restartStuckPods } from './stuck-pods.ts'

export interface Mending {
  /**
   * Whether the state knows the release, so that Helm will be asked to upgrade it, and not to install it. Left out when
   * that is not known: then a release that was only ever begun counts as unknown.
   */
  readonly isKnown?: boolean
  /** Whether the server is to run: then pods that wait to try again are started afresh. */
  readonly willRun?: boolean
  readonly listener?: EngineListener
  readonly signal?: AbortSignal
  /** @default 2000 */
  readonly pollMs?: number
}

const unfinished = /^(pending-|uninstalling$)/
/** Of large databases; after that it is taken for hung. */
const MIGRATION_MS = 15 * 60_000

/**
 * Gets everything out of the way that an earlier run left, and that would be in the way of this one.
 * @returns what was done, in sentences; `undefined` when nothing had to be
 */
export async function mendRelease(cluster: Cluster, mending: Mending = {}): Promise<string | undefined> {
  const history = await helmHistory(cluster, mending.signal)
  if (history[0]?.chart !== 'zenml') return undefined
  const told = await mendHistory(cluster, history, mending)
  const restarted = mending.willRun ? await restartStuckPods(cluster, mending) : []
  return [...(told === undefined ? [] : [told]), ...restarted].join(' ') || undefined
}

/**
 * Helm refuses to touch a release whose last revision is unfinished, and to install one whose name it remembers. What
 * it forgets stays in the cluster, with the marks by which the next install takes it over.
 */
async function mendHistory(
  cluster: Cluster,
  history: readonly Revision[],
  mending: Mending,
): Promise<string | undefined> {
  const { signal } = mending
  const { release } = cluster.place
  const [newest, before] = history
  if (!newest) return undefined
  const isKnown = mending.isKnown ?? (before !== undefined || newest.status !== 'pending-install')
  if (isKnown && !unfinished.test(newest.status)) return undefined
  await settleMigration(cluster, mending)
  if (!isKnown) {
    for (const revision of history) await forget(cluster, revision, signal)
    return `The install of ${release} that an earlier run did not finish is taken up again.`
  }
  if (before && newest.status.startsWith('pending-')) {
    await forget(cluster, newest, signal)
    return `Revision ${newest.number} of ${release}, which an earlier run did not finish, was given up: revision ${before.number} counts again.`
  }
  const failed = await asFailed(newest, 'An interrupted run was given up')
  if (!failed) return undefined
  await cluster.api.patch(`${pathIn(cluster.place, 'secrets')}/${newest.secret}`, failed, { signal })
  return `Revision ${newest.number} of ${release}, which an earlier run did not finish, counts as failed now.`
}

async function forget(
  { api, place }: Cluster,
  { secret }: Revision,
  signal: AbortSignal | undefined,
): Promise<void> {
  await api.remove(`${pathIn(place, 'secrets')}/${secret}`, { signal })
}

/**
 * A migration that still runs is not cut off, for that could leave the database between two versions. Then its Job
 * goes: Helm would not take it over.
 */
async function settleMigration(cluster: Cluster, mending: Mending): Promise<void> {
  const { signal, listener, pollMs = 2000 } = mending
  const deadline = Date.now() + MIGRATION_MS
  while ((await isMigrating(cluster, signal)) && Date.now() < deadline) {
    listener?.({ kind: 'step', text: 'Waiting for the migration that an earlier run began' })
    await delay(pollMs, undefined, { signal }).catch(() => {
      throw interrupted(['Run the same command again to continue.'])
    })
  }
  const jobs = pathIn(cluster.place, 'batch/jobs')
  const query = { labelSelector: selectorOf(cluster.place, components.migration) }
  for (const name of (await cluster.api.list(jobs, { query, signal })).map((it) =>
    textAt(it, 'metadata', 'name'),
  ))
    await cluster.api.remove(`${jobs}/${name}`, { signal })
}

async function isMigrating(cluster: Cluster, signal: AbortSignal | undefined): Promise<boolean> {
  const { pods } = await snapshotOf(cluster, signal)
  const migrations = pods.filter(({ component }) => component === components.migration)
  return migrations.some(({ containers }) => containers.some(({ state }) => state === 'running'))
}
