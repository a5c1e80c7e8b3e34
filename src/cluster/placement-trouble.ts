/** Nodes, volumes and addresses that a release waits for in vain. */
import { podsNotAllowed, podUnschedulable } from '../errors/cluster-pods.ts'
import { addressNotGiven, volumeNotAttached, volumeNotProvided } from '../errors/cluster-storage.ts'
import type { Claim, ClusterEvent, Snapshot } from './snapshot.ts'
import { MINUTE, SECOND, type Trouble } from './trouble.ts'

/** Clusters that grow need some minutes for another node. */
const GROWTH = 10 * MINUTE

export function placementTroubles(snapshot: Snapshot): readonly Trouble[] {
  return [
    ...unmade(snapshot),
    ...unprovided(snapshot),
    ...unscheduled(snapshot),
    ...unattached(snapshot),
    ...unaddressed(snapshot),
  ]
}

function unmade({ owners, jobs, events, pods }: Snapshot): readonly Trouble[] {
  return [...owners, ...jobs].flatMap(({ uid, name }) => {
    const refusal = lastOf(events, uid, /^FailedCreate$/)
    const hasPods = pods.some((pod) => pod.name.startsWith(`${name}-`))
    if (!refusal || hasPods) return []
    const error = () => podsNotAllowed(name, refusal.message)
    return [{ key: `make ${uid}`, uid, graceMs: 20 * SECOND, error }]
  })
}

function unprovided({ claims, events, pods }: Snapshot): readonly Trouble[] {
  return claims
    .filter(({ phase }) => phase === 'Pending')
    .flatMap((claim) => {
      const { uid, name, storageClass } = claim
      const refusal = lastOf(events, uid, /^(ProvisioningFailed|FailedBinding)$/)
      // Many volumes are only made for a pod that has a node.
      const isWaiting = lastOf(events, uid, /^(WaitForFirstConsumer|WaitForPodScheduled)$/) !== undefined
      const hasNoClass = storageClass === '' && /no storage class/i.test(refusal?.message ?? '')
      if (!refusal && (isWaiting || pods.length === 0)) return []
      const error = () => volumeNotProvided(name, storageClass, refusal?.message ?? '')
      return [{ key: `volume ${uid}`, uid, graceMs: graceOf(hasNoClass, refusal), error }]
    })
}

function graceOf(hasNoClass: boolean, refusal: ClusterEvent | undefined): number {
  if (hasNoClass) return 20 * SECOND
  return refusal ? 2 * MINUTE : 5 * MINUTE
}

function unscheduled({ pods, claims, events }: Snapshot): readonly Trouble[] {
  const isForVolume = (words: string) => /persistentvolumeclaim/i.test(words) && claims.some(isPending)
  return pods.flatMap(({ uid, name, unschedulable, isGoing }) => {
    if (unschedulable === undefined || isGoing || isForVolume(unschedulable)) return []
    const grows = lastOf(events, uid, /^(TriggeredScaleUp|Nominated)$/)
    const refuses = lastOf(events, uid, /^NotTriggerScaleUp$/)
    const graceMs = grows ? GROWTH : refuses ? MINUTE : 3 * MINUTE
    return [{ key: `node ${uid}`, uid, graceMs, error: () => podUnschedulable(name, unschedulable) }]
  })
}

const isPending = ({ phase }: Claim) => phase === 'Pending'

function unattached({ pods, events }: Snapshot): readonly Trouble[] {
  return pods.flatMap(({ uid, name, phase, containers, isGoing }) => {
    const refusal = lastOf(events, uid, /^(FailedMount|FailedAttachVolume)$/)
    const isWaiting = containers.every(({ state }) => state === 'waiting')
    if (!refusal || phase !== 'Pending' || isGoing || !isWaiting) return []
    return [
      {
        key: `mount ${uid}`,
        uid,
        graceMs: 4 * MINUTE,
        error: () => volumeNotAttached(name, refusal.message),
      },
    ]
  })
}

function unaddressed({ services, events }: Snapshot): readonly Trouble[] {
  return services.flatMap(({ uid, name, isLoadBalancer, address }) => {
    if (!isLoadBalancer || address !== '') return []
    const refusal = lastOf(
      events,
      uid,
      /^(SyncLoadBalancerFailed|CreatingLoadBalancerFailed|FailedBuildModel|FailedDeployModel)$/,
    )
    const graceMs = refusal ? 3 * MINUTE : Infinity
    return [
      { key: `address ${uid}`, uid, graceMs, error: () => addressNotGiven(name, refusal?.message ?? '') },
    ]
  })
}

function lastOf(events: readonly ClusterEvent[], uid: string, reason: RegExp): ClusterEvent | undefined {
  return events.findLast((event) => event.about === uid && reason.test(event.reason))
}
