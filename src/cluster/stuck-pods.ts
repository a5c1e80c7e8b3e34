/** Pods that failed so often that they wait for minutes until they try again. */
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineListener } from '../engine/engine.ts'
import { interrupted } from '../errors/deployment.ts'
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { components, pathIn } from './names.ts'
import type { Container, Pod } from './pod.ts'
import { snapshotOf } from './snapshot.ts'

export interface Restarting {
  readonly listener?: EngineListener
  readonly signal?: AbortSignal
  /** @default 2000 */
  readonly pollMs?: number
}

/** What crashed once and tries again mostly knows by then whether it works. */
const TRY_MS = 30_000

const lasting = new Set<string>([components.server, components.database, components.gateway])
const imageless = new Set(['ErrImagePull', 'ImagePullBackOff'])

/**
 * Starts them afresh. What is put right meanwhile, such as the size of a volume, changes no pod: one that stays would
 * only try again when its wait is over, and without what it does first. A pod that works is left alone, and so is one
 * whose try lasts: it may be migrating its database.
 * @returns a sentence about each
 */
export async function restartStuckPods(cluster: Cluster, restarting: Restarting): Promise<readonly string[]> {
  const { api, place } = cluster
  const { signal } = restarting
  const sentences: string[] = []
  for (const pod of await waitingPods(cluster, restarting)) {
    const isGone = await api.remove(`${pathIn(place, 'pods')}/${pod.name}`, { signal }).catch(notAllowed)
    if (isGone) sentences.push(`The pod ${pod.name}, which ${fateOf(pod)}, is started afresh.`)
  }
  return sentences
}

/** It comes up all the same, only later. */
function notAllowed(error: unknown): false {
  if (error instanceof ZenError && error.code === 'CLUSTER_FORBIDDEN') return false
  throw error
}

async function waitingPods(cluster: Cluster, restarting: Restarting): Promise<readonly Pod[]> {
  const { listener, signal, pollMs = 2000 } = restarting
  const deadline = Date.now() + TRY_MS
  for (;;) {
    const pods = (await snapshotOf(cluster, signal)).pods.filter(isUnready)
    const trying = pods.find((pod) => pod.containers.some(isTrying))
    if (!trying || Date.now() >= deadline) return pods.filter((pod) => pod.containers.some(isStuck))
    listener?.({ kind: 'step', text: `Waiting for the pod ${trying.name}, which crashed and tries again` })
    await delay(pollMs, undefined, { signal }).catch(() => {
      throw interrupted(['Run the same command again to continue.'])
    })
  }
}

function isUnready({ component, phase, isReady, isGoing }: Pod): boolean {
  return lasting.has(component) && phase !== 'Failed' && !isReady && !isGoing
}

function isTrying({ state, restarts, isReady }: Container): boolean {
  return state === 'running' && restarts > 0 && !isReady
}

function isStuck(container: Container): boolean {
  return hasCrashed(container) || (container.state === 'waiting' && imageless.has(container.reason))
}

function hasCrashed({ state, reason, exitCode }: Container): boolean {
  return state === 'ended' ? exitCode !== 0 : state === 'waiting' && reason === 'CrashLoopBackOff'
}

function fateOf({ containers }: Pod): string {
  const crashed = containers.find(hasCrashed)
  if (!crashed) return 'could not pull its image'
  return crashed.restarts > 1 ? 'crashed again and again' : 'crashed'
}
