import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClusterApi } from './api.ts'
import { fieldAt, listAt, textAt } from './object-fields.ts'

const provisioner = 'zen.local/local'
const storageClass = 'standard'

/** The default class, as clouds have one. */
export async function createStorageClass(api: ClusterApi): Promise<void> {
  await api.post('/apis/storage.k8s.io/v1/storageclasses', {
    metadata: {
      name: storageClass,
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  })
}

/**
 * Gives every claim of the default class a folder, and removes the folders of released volumes. The volumes are
 * `local` and not `hostPath`, because the kubelet gives local ones to the pod's `fsGroup`, as it does in a cloud.
 */
export async function provideVolumes(api: ClusterApi, directory: string): Promise<void> {
  const claims = listAt(await api.get('/api/v1/persistentvolumeclaims'), 'items')
  const volumes = listAt(await api.get('/api/v1/persistentvolumes'), 'items')
  const names = volumes.map((volume) => textAt(volume, 'metadata', 'name'))
  for (const claim of claims.filter(isOpen)) {
    if (!names.includes(volumeName(claim))) await provideVolume(api, claim, directory)
  }
  for (const volume of volumes.filter(isReleased)) await removeVolume(api, volume)
}

function isOpen(claim: unknown): boolean {
  const isOurs = textAt(claim, 'spec', 'storageClassName') === storageClass
  return isOurs && !fieldAt(claim, 'spec', 'volumeName') && !fieldAt(claim, 'metadata', 'deletionTimestamp')
}

function volumeName(claim: unknown): string {
  return `pvc-${textAt(claim, 'metadata', 'uid')}`
}

async function provideVolume(api: ClusterApi, claim: unknown, directory: string): Promise<void> {
  const name = volumeName(claim)
  const path = join(directory, 'volumes', name)
  await mkdir(path, { recursive: true })
  await chmod(path, 0o777)
  await api.post('/api/v1/persistentvolumes', {
    metadata: { name, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage: textAt(claim, 'spec', 'resources', 'requests', 'storage') },
      accessModes: listAt(claim, 'spec', 'accessModes'),
      volumeMode: 'Filesystem',
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: storageClass,
      claimRef: claimReference(claim),
      local: { path },
      nodeAffinity: onThisNode,
    },
  })
}

function claimReference(claim: unknown) {
  const [namespace, name, uid] = ['namespace', 'name', 'uid'].map((field) => textAt(claim, 'metadata', field))
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid }
}

const onThisNode = {
  required: {
    nodeSelectorTerms: [
      { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node1'] }] },
    ],
  },
}

function isReleased(volume: unknown): boolean {
  const by = textAt(volume, 'metadata', 'annotations', 'pv.kubernetes.io/provisioned-by')
  return by === provisioner && textAt(volume, 'status', 'phase') === 'Released'
}

async function removeVolume(api: ClusterApi, volume: unknown): Promise<void> {
  await rm(textAt(volume, 'spec', 'local', 'path'), { recursive: true, force: true })
  await api.remove(`/api/v1/persistentvolumes/${textAt(volume, 'metadata', 'name')}`)
}
