/** How pods are, which nobody remembers: it follows from how far their release is, and from what a test decided. */
import { listAt, type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import type { CloudObject, PodTrouble, Settings } from '../frame/view.ts'

/** Enough for anybody to see that it will not stop. */
const RESTARTS = 4

export function troubleOf(pod: Properties, { podTroubles }: Settings): PodTrouble | undefined {
  const own = (name: string) => labelOf(pod, `app.kubernetes.io/${name}`)
  return podTroubles.find(
    ({ release = own('instance'), component = own('component') }) =>
      release === own('instance') && component === own('component'),
  )
}

/** Names of labels have dots in them. */
export function labelOf(object: Properties, name: string): string | undefined {
  const found = propertiesAt(object, 'metadata.labels')[name]
  return typeof found === 'string' ? found : undefined
}

/** @param release that it is part of */
export function podStatus(pod: Properties, release: CloudObject | undefined, settings: Settings): Properties {
  const trouble = troubleOf(pod, settings)
  const isReady = trouble === undefined && release?.phase !== 'creating'
  const condition = (type: string, isSo: boolean, more = {}) => ({
    type,
    status: isSo ? 'True' : 'False',
    ...more,
  })
  if (trouble?.effect === 'no-node') {
    const message = '0/1 nodes are available: 1 Insufficient memory.'
    return {
      phase: 'Pending',
      conditions: [condition('PodScheduled', false, { reason: 'Unschedulable', message })],
    }
  }
  return {
    phase: isReady || trouble?.effect === 'crash' ? 'Running' : 'Pending',
    conditions: [condition('PodScheduled', true), condition('Ready', isReady)],
    containerStatuses: listAt(pod, 'spec.containers').map((container) => ({
      ...{ name: textAt(container, 'name'), image: textAt(container, 'image'), ready: isReady },
      ...runOf(trouble, isReady),
    })),
  }
}

function runOf(trouble: PodTrouble | undefined, isReady: boolean): Properties {
  if (isReady) return { restartCount: 0, state: { running: {} } }
  if (trouble === undefined) return { restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }
  if (trouble.effect === 'no-image') {
    const message = 'Back-off pulling image'
    return { restartCount: 0, state: { waiting: { reason: 'ImagePullBackOff', message } } }
  }
  const message = 'back-off 40s restarting failed container'
  return {
    restartCount: RESTARTS,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  }
}
