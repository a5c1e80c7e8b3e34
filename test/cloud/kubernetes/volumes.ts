/** Volumes for claims, on disks of the cloud around. */
import { type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import type { View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { surroundingsOf } from './surroundings.ts'
import { tokenNamed } from './tokens.ts'

/** @param claim `metadata` with namespace, name and uid; `spec` */
export function provideVolume(claim: Properties, view: View): string | undefined {
  const around = surroundingsOf(view)
  if (!around) return undefined
  const [namespace = '', name = ''] = [textAt(claim, 'metadata.namespace'), textAt(claim, 'metadata.name')]
  const wanted = textAt(claim, 'spec.storageClassName') ?? ''
  const storageClass = view.find(tokenNamed('StorageClass'), wanted)
  const parameters = propertiesAt(storageClass?.outputs, 'parameters')
  const disk = around.cloud.attachDisk(
    around.cluster,
    { claim: `${namespace}/${name}`, parameters },
    around.view,
  )
  const id = `pvc-${freshHex(32)}`
  const claimRef = { kind: 'PersistentVolumeClaim', namespace, name, uid: textAt(claim, 'metadata.uid') }
  const outputs = {
    metadata: { name: id, uid: freshHex(32) },
    spec: {
      ...{ claimRef, storageClassName: wanted, csi: { volumeHandle: disk } },
      capacity: propertiesAt(claim, 'spec.resources.requests'),
      persistentVolumeReclaimPolicy: textAt(storageClass?.outputs, 'reclaimPolicy') ?? 'Delete',
    },
    status: { phase: 'Bound' },
  }
  view.add({ type: tokenNamed('PersistentVolume'), id, inputs: {}, madeBy: 'cloud', outputs })
  return id
}
