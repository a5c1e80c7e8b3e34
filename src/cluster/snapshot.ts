/** What a release looks like at one moment. */
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { listAt, numberAt, textAt } from './fields.ts'
import { pathIn, selectorOf } from './names.ts'
import { type Pod, podOf } from './pod.ts'
import { bytesOf } from './quantity.ts'

/** Anything with a name and events. */
export interface Thing {
  readonly uid: string
  readonly name: string
}

export interface Claim extends Thing {
  readonly phase: string
  readonly storageClass: string
  /** Its volume is still smaller than it should be. */
  readonly isGrowing: boolean
}

export interface Job extends Thing {
  readonly isActive: boolean
  readonly hasFailed: boolean
}

export interface Service extends Thing {
  readonly isLoadBalancer: boolean
  /** IP address or host name, as soon as the load balancer has one. */
  readonly address: string
}

/** What the cluster says about an object: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export interface ClusterEvent {
  /** uid of the object that it is about. */
  readonly about: string
  readonly name: string
  readonly kind: string
  readonly isWarning: boolean
  readonly reason: string
  readonly message: string
}

export interface Snapshot {
  readonly pods: readonly Pod[]
  readonly jobs: readonly Job[]
  readonly claims: readonly Claim[]
  readonly services: readonly Service[]
  /** What makes pods. */
  readonly owners: readonly Thing[]
  /** About the objects above. */
  readonly events: readonly ClusterEvent[]
}

/** @throws as the requests of {@link Cluster} do */
export async function snapshotOf({ api, place }: Cluster, signal?: AbortSignal): Promise<Snapshot> {
  const query = { labelSelector: selectorOf(place) }
  const list = (kind: string) => api.list(pathIn(place, kind), { query, signal })
  const listed = (kind: string) => list(kind).catch(noneIfForbidden)
  const [pods, jobs, claims, services, sets, stateful, events] = await Promise.all([
    list('pods'),
    listed('batch/jobs'),
    listed('persistentvolumeclaims'),
    listed('services'),
    listed('apps/replicasets'),
    listed('apps/statefulsets'),
    api.list(pathIn(place, 'events'), { signal }).catch(noneIfForbidden),
  ])
  const uids = new Set([pods, jobs, claims, services, sets, stateful].flat().map((it) => thingOf(it).uid))
  return {
    pods: pods.map(podOf),
    jobs: jobs.map(jobOf),
    claims: claims.map(claimOf),
    services: services.map(serviceOf),
    owners: [...sets, ...stateful].map(thingOf),
    events: events.map(eventOf).filter(({ about }) => uids.has(about)),
  }
}

/** Without the pods there is nothing to tell; without the rest there is less. */
function noneIfForbidden(error: unknown): readonly never[] {
  if (error instanceof ZenError && error.code === 'CLUSTER_FORBIDDEN') return []
  throw error
}

function thingOf(value: unknown): Thing {
  return { uid: textAt(value, 'metadata', 'uid'), name: textAt(value, 'metadata', 'name') }
}

function jobOf(value: unknown): Job {
  const conditions = listAt(value, 'status', 'conditions')
  const hasFailed = conditions.some(
    (it) => textAt(it, 'type') === 'Failed' && textAt(it, 'status') === 'True',
  )
  return { ...thingOf(value), isActive: numberAt(value, 'status', 'active') > 0, hasFailed }
}

function claimOf(value: unknown): Claim {
  return {
    ...thingOf(value),
    phase: textAt(value, 'status', 'phase'),
    storageClass: textAt(value, 'spec', 'storageClassName'),
    isGrowing:
      bytesOf(textAt(value, 'status', 'capacity', 'storage')) <
      bytesOf(textAt(value, 'spec', 'resources', 'requests', 'storage')),
  }
}

function serviceOf(value: unknown): Service {
  const [first] = listAt(value, 'status', 'loadBalancer', 'ingress')
  return {
    ...thingOf(value),
    isLoadBalancer: textAt(value, 'spec', 'type') === 'LoadBalancer',
    address: textAt(first, 'ip') || textAt(first, 'hostname'),
  }
}

function eventOf(value: unknown): ClusterEvent {
  return {
    about: textAt(value, 'involvedObject', 'uid'),
    name: textAt(value, 'involvedObject', 'name'),
    kind: textAt(value, 'involvedObject', 'kind'),
    isWarning: textAt(value, 'type') === 'Warning',
    reason: textAt(value, 'reason'),
    message: textAt(value, 'message'),
  }
}
