import { execFile } from 'node:child_process'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ClusterApi } from './api.ts'
import { fieldAt, listAt, textAt } from './object-fields.ts'

const run = promisify(execFile)
const provisioner = 'zen.local/local'
/** Drivers of the clouds, for which this stands in: their classes get volumes as well. */
const drivers = ['ebs.csi.aws.com', 'pd.csi.storage.gke.io', 'disk.csi.azure.com']
const standard = 'standard'
/** Its volumes hold what their claims ask for and not a byte more; they grow with the claim. */
const limited = 'limited'

/** The default class, as clouds have one, and one whose volumes can be full. */
export async function createStorageClasses(api: ClusterApi): Promise<void> {
  for (const name of [standard, limited])
    await api.post('/apis/storage.k8s.io/v1/storageclasses', {
      metadata: {
        name,
        annotations: { 'storageclass.kubernetes.io/is-default-class': String(name === standard) },
      },
      provisioner,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      allowVolumeExpansion: true,
    })
}

/**
 * Gives every claim of these classes, and of a cloud's, a folder, and removes the folders of released volumes. The volumes are
 * `local` and not `hostPath`, because the kubelet gives local ones to the pod's `fsGroup`, as it does in a cloud.
 */
export async function provideVolumes(api: ClusterApi, directory: string): Promise<void> {
  const classes = listAt(await api.get('/apis/storage.k8s.io/v1/storageclasses'), 'items').filter(isServed)
  const claims = listAt(await api.get('/api/v1/persistentvolumeclaims'), 'items')
  const volumes = listAt(await api.get('/api/v1/persistentvolumes'), 'items')
  const names = volumes.map((volume) => textAt(volume, 'metadata', 'name'))
  for (const claim of claims.filter((it) => isOpen(it, classes))) {
    if (!names.includes(volumeName(claim))) await provideVolume(api, claim, directory)
  }
  for (const claim of claims) {
    const volume = volumes.find((it) => textAt(it, 'metadata', 'name') === volumeName(claim))
    if (volume && sizeOf(claim) !== textAt(volume, 'spec', 'capacity', 'storage'))
      await grow(api, claim, volume)
  }
  for (const volume of volumes.filter(isReleased)) await removeVolume(api, volume)
}

function isServed(storageClass: unknown): boolean {
  return [provisioner, ...drivers].includes(textAt(storageClass, 'provisioner'))
}

function isOpen(claim: unknown, classes: readonly unknown[]): boolean {
  const own = classes.find((it) => textAt(it, 'metadata', 'name') === classOf(claim))
  if (!own || fieldAt(claim, 'spec', 'volumeName') || fieldAt(claim, 'metadata', 'deletionTimestamp'))
    return false
  const isAtOnce = textAt(own, 'volumeBindingMode') !== 'WaitForFirstConsumer'
  return isAtOnce || textAt(claim, 'metadata', 'annotations', chosenNode) !== ''
}

/** The scheduler says so of the pod that is the first to want a volume. */
const chosenNode = 'volume.kubernetes.io/selected-node'

/** Of a claim or a volume. */
function classOf(object: unknown): string {
  return textAt(object, 'spec', 'storageClassName')
}

function sizeOf(claim: unknown): string {
  return textAt(claim, 'spec', 'resources', 'requests', 'storage')
}

/** `300Ki` is `300k` for a file system in memory. */
function sizeOption(claim: unknown): string {
  return `size=${sizeOf(claim).replace(/i$/, '').toLowerCase()}`
}

/** As a cloud enlarges a disk while it is in use. */
async function grow(api: ClusterApi, claim: unknown, volume: unknown): Promise<void> {
  const path = textAt(volume, 'spec', 'local', 'path')
  if (classOf(claim) === limited) await run('mount', ['-o', `remount,${sizeOption(claim)}`, path])
  const capacity = { storage: sizeOf(claim) }
  await api.merge(`/api/v1/persistentvolumes/${textAt(volume, 'metadata', 'name')}`, { spec: { capacity } })
  const [namespace, name] = [textAt(claim, 'metadata', 'namespace'), textAt(claim, 'metadata', 'name')]
  await api.merge(`/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}/status`, {
    status: { capacity },
  })
}

function volumeName(claim: unknown): string {
  return `pvc-${textAt(claim, 'metadata', 'uid')}`
}

async function provideVolume(api: ClusterApi, claim: unknown, directory: string): Promise<void> {
  const name = volumeName(claim)
  const path = join(directory, 'volumes', name)
  await mkdir(path, { recursive: true })
  if (classOf(claim) === limited) await run('mount', ['-t', 'tmpfs', '-o', sizeOption(claim), 'tmpfs', path])
  await chmod(path, 0o777)
  await api.post('/api/v1/persistentvolumes', {
    metadata: { name, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage: sizeOf(claim) },
      accessModes: listAt(claim, 'spec', 'accessModes'),
      volumeMode: 'Filesystem',
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: classOf(claim),
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
  const path = textAt(volume, 'spec', 'local', 'path')
  if (classOf(volume) === limited) await run('umount', ['--lazy', path])
  await rm(path, { recursive: true, force: true })
  await api.remove(`/api/v1/persistentvolumes/${textAt(volume, 'metadata', 'name')}`)
}
