/** Containers that end though they should not. */
import { migrationFailed } from '../errors/cluster-database.ts'
import { podCrashes, podEvicted, podNotStarted, podOutOfMemory } from '../errors/cluster-pods.ts'
import { meaningOf, speakerOf } from './last-words.ts'
import { components, MIGRATE } from './names.ts'
import type { Container, Pod } from './pod.ts'
import type { Snapshot } from './snapshot.ts'
import { MINUTE, partOf, SECOND, type Trouble } from './trouble.ts'

/** One or two restarts may be a database that starts late. */
const RESTARTS_ALLOWED = 2
/** More memory than it may have it will need the next time as well. */
const MEMORY_RESTARTS_ALLOWED = 1

/** Of kubelets: https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/kuberuntime/kuberuntime_container.go */
const unstarted = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'PreStartHookError',
  'PostStartHookError',
])

/** Of volumes. */
const GROWTH = 5 * MINUTE

export function crashTroubles({ pods, jobs, claims }: Snapshot): readonly Trouble[] {
  const hasFailed = jobs.some((job) => job.hasFailed)
  const isGrowing = claims.some((claim) => claim.isGrowing)
  return pods
    .filter(({ isGoing, phase }) => !isGoing && phase !== 'Succeeded')
    .flatMap((pod) => [
      ...(pod.phase === 'Failed' ? failedPod(pod, hasFailed) : []),
      ...pod.containers.flatMap((container) => containerTrouble(pod, container, isGrowing)),
    ])
}

/** Pods of Jobs end for good; those of servers are replaced. */
function failedPod(pod: Pod, jobFailed: boolean): readonly Trouble[] {
  const { uid, name, failure, component } = pod
  const key = `failed ${uid}`
  const words = `${failure.reason}: ${failure.message}`
  if (failure.reason === 'Evicted')
    return [{ key, uid, graceMs: Infinity, error: () => podEvicted(name, words) }]
  if (component !== components.migration) return []
  const ended = pod.containers.find(({ state, exitCode }) => state === 'ended' && exitCode !== 0)
  const log = { pod: name, container: ended?.name ?? MIGRATE }
  return [
    { key, uid, graceMs: jobFailed ? 0 : Infinity, log, error: (said) => migrationError(pod, ended, said) },
  ]
}

function migrationError(pod: Pod, ended: Container | undefined, log: string) {
  if (ended?.reason === 'OOMKilled') return outOfMemory(pod, ended, log)
  return meaningOf(log, { part: 'migration', pod: pod.name }) ?? migrationFailed(pod.name, log)
}

function containerTrouble(pod: Pod, container: Container, isGrowing: boolean): readonly Trouble[] {
  const { uid, name } = pod
  if (container.state === 'waiting' && unstarted.has(container.reason)) {
    const words = `${container.reason}: ${container.message}`
    return [{ key: `start ${uid}`, uid, graceMs: 15 * SECOND, error: () => podNotStarted(name, words) }]
  }
  const hasCrashed = container.restarts > 0 && !container.isReady && container.state !== 'ended'
  const hasEnded = container.state === 'ended' && container.exitCode !== 0 && pod.phase !== 'Failed'
  if (!hasCrashed && !hasEnded) return []
  const allowed = wasKilled(container) ? MEMORY_RESTARTS_ALLOWED : RESTARTS_ALLOWED
  return [
    {
      key: `crash ${uid} ${container.name}`,
      uid,
      graceMs: container.restarts > allowed ? (isGrowing ? GROWTH : 0) : Infinity,
      // The run that waits for its next start is still the current one.
      log: { pod: name, container: container.name, previous: container.state === 'running' },
      isSure: (log) => isForGood(meaningOf(log, speakerOf(pod, container))?.code, isGrowing),
      error: (log) => crashError(pod, container, log),
    },
  ]
}

/** What no restart mends. */
function isForGood(code: string | undefined, isGrowing: boolean): boolean {
  if (code === 'VOLUME_FULL') return !isGrowing
  return code !== undefined && code !== 'DATABASE_UNREACHABLE'
}

function crashError(pod: Pod, container: Container, log: string) {
  const meaning = meaningOf(log, speakerOf(pod, container))
  if (wasKilled(container)) return outOfMemory(pod, container, log)
  if (meaning) return meaning
  if (container.name === MIGRATE) return migrationFailed(pod.name, log)
  const exitCode = container.state === 'ended' ? container.exitCode : (container.before?.exitCode ?? 0)
  const { restarts } = container
  return podCrashes(partOf(pod.component, container.name), pod.name, { exitCode, restarts, log })
}

function wasKilled({ reason, before }: Container): boolean {
  return reason === 'OOMKilled' || before?.reason === 'OOMKilled'
}

/** Our chart's values for the memory of a component. */
const memory: Readonly<Record<string, string>> = {
  [components.database]: 'mysql: {resources: {limits: {memory: 2Gi}}}',
  [components.gateway]: 'caddy: {resources: {limits: {memory: 512Mi}}}',
}

function outOfMemory(pod: Pod, container: Container, foreign: string) {
  const own = container.name === MIGRATE ? 'resourcesMigrationPod' : 'resources'
  const values = memory[pod.component] ?? `${own}: {limits: {memory: 4Gi}}`
  return podOutOfMemory(partOf(pod.component, container.name), pod.name, { values, foreign })
}
