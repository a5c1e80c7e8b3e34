/** Taking objects out of a cluster, with what comes after: balancers and disks are given back to the cloud. */
import { type Properties, textAt } from '../frame/properties.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { dropBalancer } from './service-balancer.ts'
import { surroundingsOf } from './surroundings.ts'
import { tokenNamed } from './tokens.ts'

const SERVICE = tokenNamed('Service')
const CLAIM = tokenNamed('PersistentVolumeClaim')
const VOLUME = tokenNamed('PersistentVolume')

/** Minutes until it is gone, by what it is. */
const minutes: Readonly<Record<string, number>> = { [SERVICE]: 0.5, [VOLUME]: 0.3, [tokenNamed('Pod')]: 0.1 }

/** Begins to remove something; where nothing takes time it is gone at once. */
export function startRemoval(object: CloudObject, view: View): void {
  if (object.phase === 'deleting') return
  const left = view.milliseconds(minutes[object.type] ?? 0)
  if (left > 0) view.change(object, { phase: 'deleting', until: view.now + left })
  else removeNow(object, view)
}

export function removeNow(object: CloudObject, view: View): void {
  view.remove(object)
  afterRemoval(object, view)
}

/** When it is gone. */
export function afterRemoval(object: CloudObject, view: View): void {
  const { leaves } = view.settings
  if (object.type === SERVICE && !leaves.includes('balancers')) dropBalancer(object, view)
  if (object.type === VOLUME && !leaves.includes('disks')) dropDisk(object.outputs, view)
  reclaim(view)
}

/** Volumes whose claim is gone go too, unless their class keeps them. */
export function reclaim(view: View): void {
  for (const volume of view.list(VOLUME)) {
    const namespace = textAt(volume.outputs, 'spec.claimRef.namespace')
    const claim = view.find(CLAIM, `${namespace}/${textAt(volume.outputs, 'spec.claimRef.name')}`)
    if (textAt(claim?.outputs, 'metadata.uid') === textAt(volume.outputs, 'spec.claimRef.uid')) continue
    if (textAt(volume.outputs, 'spec.persistentVolumeReclaimPolicy') === 'Delete') startRemoval(volume, view)
  }
}

function dropDisk(volume: Properties, view: View): void {
  const around = surroundingsOf(view)
  const id = textAt(volume, 'spec.csi.volumeHandle')
  if (around && id !== undefined) around.cloud.removeDisk(id, around.view)
}
