/** Objects of the release `zenml`, in the states that a cluster reports. */
import type { FakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { namespace, release } from './open-fake.ts'

export const image = 'zenmldocker/zenml-server:0.98.0'

interface ContainerState {
  readonly name?: string
  readonly image?: string
  readonly state?: object
  readonly lastState?: object
  readonly restartCount?: number
  readonly ready?: boolean
}

export interface PodOptions {
  readonly name?: string
  readonly component?: string
  readonly phase?: string
  readonly ready?: boolean
  readonly unschedulable?: string
  readonly containers?: readonly ContainerState[]
  readonly first?: readonly ContainerState[]
  readonly status?: object
  readonly metadata?: object
}

export const running = { running: { startedAt: '2026-01-01T00:00:00Z' } }
export const waiting = (reason: string, message = '') => ({ waiting: { reason, message } })
export const ended = (exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error') => ({
  terminated: { exitCode, reason },
})

const labelsOf = (component: string) => ({
  'app.kubernetes.io/instance': release,
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/managed-by': 'Helm',
})

export function metadataOf(name: string, component: string, more: object = {}) {
  return { name, namespace, uid: `uid-${name}`, labels: labelsOf(component), ...more }
}

export function pod(options: PodOptions = {}) {
  const { name = 'zenml-1', component = 'server', phase = 'Running', ready = false, unschedulable } = options
  const containers = options.containers ?? [{ state: running }]
  const first = options.first ?? []
  const spec = (it: ContainerState) => ({ name: it.name ?? 'zenml', image: it.image ?? image })
  const status = (it: ContainerState) => ({ restartCount: 0, ready, ...it, ...spec(it) })
  const scheduled = {
    type: 'PodScheduled',
    status: unschedulable === undefined ? 'True' : 'False',
    message: unschedulable,
  }
  return {
    metadata: metadataOf(name, component, options.metadata),
    spec: { containers: containers.map(spec), initContainers: first.map(spec) },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }, scheduled],
      containerStatuses: unschedulable === undefined ? containers.map(status) : [],
      initContainerStatuses: first.map(status),
      ...options.status,
    },
  }
}

export function event(about: string, reason: string, message: string, type = 'Warning') {
  return {
    metadata: { name: `${about}.${reason}`, namespace },
    ...{ type, reason, message },
    involvedObject: { kind: 'Pod', name: about, uid: `uid-${about}` },
  }
}

export function claim(name: string, phase: string, storageClassName = 'standard') {
  return { metadata: metadataOf(name, 'mysql'), spec: { storageClassName }, status: { phase } }
}

export function job(name: string, status: object) {
  return { metadata: metadataOf(name, 'migration'), status }
}

/** The namespace of the release. */
export function putNamespace(fake: FakeKubernetes, labels: object = {}): void {
  fake.put('Namespace', { metadata: { name: namespace, labels } })
}
