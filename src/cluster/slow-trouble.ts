/** Servers that run, but don't get ready. */
import { podNotReady } from '../errors/cluster-pods.ts'
import { meaningOf, speakerOf } from './last-words.ts'
import { components } from './names.ts'
import type { Container, Pod } from './pod.ts'
import type { Snapshot } from './snapshot.ts'
import { SECOND, type Trouble } from './trouble.ts'

/** @param deployment what a person calls it */
export function slowTroubles({ pods }: Snapshot, deployment: string): readonly Trouble[] {
  const there = pods.filter(({ isGoing }) => !isGoing)
  const waits = there.some(({ component, isReady }) => component === components.server && !isReady)
  return [...(waits ? there.flatMap(fullDatabase) : []), ...there.flatMap((pod) => unready(pod, deployment))]
}

/**
 * A database with a full volume stays ready, and keeps everybody waiting until somebody makes room. It goes on by
 * itself a minute after that: https://dev.mysql.com/doc/refman/8.4/en/full-disk.html
 */
function fullDatabase(pod: Pod): readonly Trouble[] {
  const container = pod.containers.find(({ isReady }) => isReady)
  if (pod.component !== components.database || !container) return []
  const trouble = slowTrouble(pod, container, '')
  return [{ ...trouble, key: `full ${pod.uid}`, graceMs: 90 * SECOND, isSuspicion: true }]
}

function unready(pod: Pod, deployment: string): readonly Trouble[] {
  const running = pod.containers.filter(({ state, restarts }) => state === 'running' && restarts === 0)
  const slow = running.find(({ isFirst, isReady }) => isFirst || !isReady)
  if (pod.isReady || !slow || pod.component === components.migration) return []
  return [slowTrouble(pod, slow, deployment)]
}

function slowTrouble(pod: Pod, container: Container, deployment: string): Trouble {
  const { uid, name } = pod
  const who = speakerOf(pod, container)
  return {
    ...{ key: `unready ${uid} ${container.name}`, uid, graceMs: Infinity },
    log: { pod: name, container: container.name },
    isSure: (log) => meaningOf(log, who)?.code === 'VOLUME_FULL',
    error: (log) => meaningOf(log, who) ?? podNotReady(who.part, name, { name: deployment, log }),
  }
}
