/** A pod, as far as zen looks at it. */
import { fieldAt, listAt, numberAt, textAt } from './fields.ts'
import { labels } from './names.ts'

export interface Pod {
  readonly uid: string
  readonly name: string
  readonly component: string
  readonly phase: string
  /** Why the pod as a whole failed: `Evicted`. */
  readonly failure: { readonly reason: string; readonly message: string }
  /** The scheduler's words when no node takes it. */
  readonly unschedulable?: string
  readonly isReady: boolean
  /** It is being deleted. */
  readonly isGoing: boolean
  /** Those that run first come first. */
  readonly containers: readonly Container[]
}

export interface Container {
  readonly name: string
  /** It runs before the others, and ends. */
  readonly isFirst: boolean
  readonly image: string
  readonly state: 'waiting' | 'running' | 'ended'
  /** Why it waits or ended: `ImagePullBackOff`, `OOMKilled`. */
  readonly reason: string
  readonly message: string
  readonly exitCode: number
  readonly restarts: number
  readonly isReady: boolean
  /** How the run before this one ended. */
  readonly before?: { readonly reason: string; readonly exitCode: number }
}

export function podOf(value: unknown): Pod {
  const conditions = listAt(value, 'status', 'conditions')
  const condition = (type: string) => conditions.find((it) => textAt(it, 'type') === type)
  const scheduled = condition('PodScheduled')
  const isUnschedulable = textAt(scheduled, 'status') === 'False'
  return {
    uid: textAt(value, 'metadata', 'uid'),
    name: textAt(value, 'metadata', 'name'),
    component: textAt(value, 'metadata', 'labels', labels.component),
    phase: textAt(value, 'status', 'phase'),
    failure: { reason: textAt(value, 'status', 'reason'), message: textAt(value, 'status', 'message') },
    isReady: textAt(condition('Ready'), 'status') === 'True',
    isGoing: textAt(value, 'metadata', 'deletionTimestamp') !== '',
    containers: [
      ...containersOf(value, 'initContainers', 'initContainerStatuses', true),
      ...containersOf(value, 'containers', 'containerStatuses', false),
    ],
    ...(isUnschedulable ? { unschedulable: textAt(scheduled, 'message') } : {}),
  }
}

function containersOf(pod: unknown, specs: string, statuses: string, isFirst: boolean): readonly Container[] {
  const known = listAt(pod, 'status', statuses)
  return listAt(pod, 'spec', specs).map((spec) => {
    const name = textAt(spec, 'name')
    const status = known.find((it) => textAt(it, 'name') === name)
    return { name, isFirst, image: textAt(spec, 'image'), ...runOf(status) }
  })
}

function runOf(status: unknown) {
  const [waiting, running, ended] = ['waiting', 'running', 'terminated'].map((it) =>
    fieldAt(status, 'state', it),
  )
  const current = ended ?? waiting
  const before = fieldAt(status, 'lastState', 'terminated')
  const state = ended ? 'ended' : running ? 'running' : 'waiting'
  return {
    state,
    reason: textAt(current, 'reason'),
    message: textAt(current, 'message'),
    exitCode: numberAt(ended, 'exitCode'),
    restarts: numberAt(status, 'restartCount'),
    isReady: fieldAt(status, 'ready') === true,
    ...(before
      ? { before: { reason: textAt(before, 'reason'), exitCode: numberAt(before, 'exitCode') } }
      : {}),
  } as const
}
