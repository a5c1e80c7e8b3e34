import type { Place } from './store.ts'
import type { CloudObject, View } from './view.ts'
import type { Scene } from './world.ts'

/**
 * What became of things while nobody looked: what was being made is there, what was being deleted is gone, whether or
 * not the process that asked for it lived to see it.
 */
export function passTime(scene: Scene, viewOf: (place: Place) => View): void {
  for (const object of scene.store.ended(scene.definition.package, scene.now)) {
    const { account, region } = object
    end(scene, object, viewOf({ package: scene.definition.package, account, region }))
  }
}

function end(scene: Scene, object: CloudObject, view: View): void {
  const { until, ...settled } = object
  if (object.phase === 'deleting') bury(scene, object, view)
  else if (object.phase === 'deleted') view.remove(object)
  else scene.store.put({ ...object, package: scene.definition.package }, { ...settled, phase: 'ready' })
}

function bury(scene: Scene, object: CloudObject, view: View): void {
  const type = scene.definition.types[object.type]
  view.remove(object)
  type?.gone?.(object, view)
  const lingers = scene.settings.tombstones ? type?.lingers : undefined
  if (lingers === undefined) return
  const { until, ...rest } = object
  const end = scene.settings.minuteMs > 0 ? { until: scene.now + view.milliseconds(lingers) } : {}
  view.add({ ...rest, ...end, phase: 'deleted' })
}
