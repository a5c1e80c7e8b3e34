/** What an uninstall by Helm leaves in a cluster. */
import { setTimeout as delay } from 'node:timers/promises'
import type { DataDecision, EngineListener } from '../engine/engine.ts'
import { interrupted } from '../errors/deployment.ts'
import type { Cluster } from './cluster.ts'
import { isData, isOfServer, type Trace, tracesOf, type Volume, volumesOf } from './traces.ts'

export interface Removal {
  /** Whether volumes and generated keys stay. */
  readonly data: DataDecision
}

const POLL_MS = 1000
/** Clouds take minutes to remove a load balancer; what is there after this will be listed. */
const PATIENCE_MS = 10 * 60_000

/**
 * Removes what the release left: objects of hooks, of revisions that were given up, addresses that nobody remembers, and,
 * with the data, its volumes and keys. Waits until they are gone, and the release's pods and load balancers with them. Call it when Helm has
 * uninstalled the release: it would remove the parts of one that runs.
 */
export async function removeRemains(
  cluster: Cluster,
  { data }: Removal,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  const { release } = cluster.place
  const doomed = (await tracesOf(cluster, signal)).filter(
    (it) =>
      isOfServer(it, release) && !it.isGoing && it.kind.isDeletable && (data === 'delete' || !isData(it)),
  )
  for (const { path } of doomed) await cluster.api.remove(path, { signal })
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const waited = await stillGoing(cluster, data, signal)
    if (waited === undefined || Date.now() > deadline) return
    listener({ kind: 'step', text: waited })
    await delay(POLL_MS, undefined, { signal }).catch(() => {
      throw interrupted(['Run the same command again to continue.'])
    })
  }
}

/** What goes away without further ado, in the order in which people care. */
async function stillGoing(
  cluster: Cluster,
  data: DataDecision,
  signal: AbortSignal,
): Promise<string | undefined> {
  const all = await tracesOf(cluster, signal)
  const going = all.filter((it) => it.isGoing || it.isOwned).filter((it) => it.kind.kind !== 'Namespace')
  const balancer = going.find(({ kind }) => kind.kind === 'Service')
  if (balancer) return `Waiting until the address of ${balancer.name} is given back`
  if (going.some(({ kind }) => kind.kind === 'Pod')) return 'Waiting until all pods have ended'
  const claim = going.find(({ kind }) => kind.kind === 'PersistentVolumeClaim')
  if (claim) return `Waiting until the volume ${claim.name} is removed`
  const [other] = going
  if (other) return `Waiting until ${other.kind.kind} ${other.name} is removed`
  const volume = data === 'delete' ? (await volumesOf(cluster, signal)).find(isBeingRemoved) : undefined
  return volume && `Waiting until the volume ${volume.name} is removed`
}

function isBeingRemoved({ phase, isKept }: Volume): boolean {
  return !isKept && phase !== 'Failed'
}

/**
 * What still exists, though the release is gone, a line each: `PersistentVolumeClaim zen-a/zenml-mysql`. With the data
 * kept, it is none of that; else volumes are listed too, and the namespace if zen made it.
 */
export async function remainsOf(
  cluster: Cluster,
  { data }: Removal,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const [traces, volumes] = await Promise.all([
    tracesOf(cluster, signal),
    data === 'delete' ? volumesOf(cluster, signal) : [],
  ])
  const left = traces.filter((it) => data === 'delete' || !isData(it))
  return [...left.map(lineOf), ...volumes.map(volumeLine)].sort()
}

function lineOf({ kind, namespace, name, isGoing }: Trace): string {
  const place = namespace === '' ? name : `${namespace}/${name}`
  return `${kind.kind} ${place}${isGoing ? ' (is being removed)' : ''}`
}

function volumeLine({ name, isKept }: Volume): string {
  return `PersistentVolume ${name}${isKept ? ' (its StorageClass keeps it: remove it and its disk by hand)' : ''}`
}
