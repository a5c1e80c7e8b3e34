/** What is being waited for while a release comes up, in one line. */
import { components, MIGRATE } from './names.ts'
import type { Container, Pod } from './pod.ts'
import type { Snapshot } from './snapshot.ts'
import { partOf } from './trouble.ts'

const over = new Set(['Succeeded', 'Failed'])

/** `undefined` when nothing is missing any more, or nothing is there yet. */
export function stepOf(snapshot: Snapshot): string | undefined {
  const pods = snapshot.pods.filter((pod) => !isFine(pod) && !pod.isGoing && !over.has(pod.phase))
  return (
    first(
      pods,
      ({ unschedulable }) => unschedulable !== undefined && claimOf(snapshot),
      claimStep(snapshot),
    ) ??
    first(pods, ({ unschedulable }) => unschedulable !== undefined, 'Waiting for a node of the cluster') ??
    pulling(snapshot, pods) ??
    pods.map(workOf).find((work) => work !== undefined) ??
    addressStep(snapshot)
  )
}

/** Kubernetes takes a migration that runs for ready. */
function isFine({ isReady, component }: Pod): boolean {
  return isReady && component !== components.migration
}

function first(pods: readonly Pod[], isSo: (pod: Pod) => unknown, words: string): string | undefined {
  return pods.some((pod) => isSo(pod)) ? words : undefined
}

function claimOf({ claims }: Snapshot): string | undefined {
  return claims.find(({ phase }) => phase === 'Pending')?.name
}

function claimStep(snapshot: Snapshot): string {
  return `Waiting for the volume ${claimOf(snapshot)}`
}

function pulling({ events }: Snapshot, pods: readonly Pod[]): string | undefined {
  for (const { uid, containers } of pods) {
    const said = events.filter(({ about }) => about === uid)
    const waiting = containers.find(({ state, reason, image }) => {
      const asked = said.some(({ reason: it, message }) => it === 'Pulling' && message.includes(`"${image}"`))
      const came = said.some(({ reason: it, message }) => it === 'Pulled' && message.includes(`"${image}"`))
      return state === 'waiting' && reason !== 'PodInitializing' && asked && !came
    })
    if (waiting) return `Pulling the image ${waiting.image}`
  }
  return undefined
}

/** The database first: everything else waits for it. */
function workOf(pod: Pod, _at: number, all: readonly Pod[]): string | undefined {
  const database = all.find(({ component }) => component === components.database)
  if (database && pod !== database) return workOf(database, 0, [database])
  const running = pod.containers.find(({ state }) => state === 'running')
  if (running?.name === MIGRATE) return 'Migrating the database'
  if (pod.component === components.migration) return 'Preparing the migration of the database'
  return `Starting the ${partOf(pod.component)}`
}

function addressStep({ services }: Snapshot): string | undefined {
  const waiting = services.find(({ isLoadBalancer, address }) => isLoadBalancer && address === '')
  return waiting && `Waiting for an address of the load balancer ${waiting.name}`
}

/** How far a pod is, in a few words. */
export function stateOf(pod: Pod): string {
  const { containers } = pod
  const current = containers.find(({ state, exitCode }) => !(state === 'ended' && exitCode === 0))
  if (pod.isGoing) return 'is stopping'
  if (pod.phase === 'Succeeded') return 'is done'
  if (pod.phase === 'Failed') return 'failed'
  if (isFine(pod)) return 'is ready'
  if (pod.unschedulable !== undefined) return 'waits for a node'
  if (!current) return 'is starting'
  return stateOfContainer(current)
}

function stateOfContainer({ name, state, reason, exitCode, restarts }: Container): string {
  if (state === 'ended')
    return reason === 'OOMKilled' ? 'ran out of memory' : `ended with exit code ${exitCode}`
  if (state === 'running') return name === MIGRATE ? 'migrates the database' : 'is starting'
  if (reason === 'CrashLoopBackOff') return `waits for another try after ${restarts} restarts`
  if (/Image/.test(reason)) return "can't pull its image"
  return 'is being prepared'
}
