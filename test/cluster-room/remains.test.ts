import { describe, expect, test } from 'vitest'
import { remainsOf, removeRemains } from '../../src/cluster/remains.ts'
import type { EngineEvent } from '../../src/engine/engine.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { putRevision } from './helm-revision.ts'
import { openFake } from './open-fake.ts'
import { metadataOf, putNamespace } from './release-objects.ts'

const hook = { 'helm.sh/hook': 'pre-install', 'helm.sh/resource-policy': 'delete' }
const part = { 'meta.helm.sh/release-name': 'zenml', 'meta.helm.sh/release-namespace': 'zen' }
const kept = { ...part, 'helm.sh/resource-policy': 'keep' }
const never = new AbortController().signal

/** What Helm leaves behind an uninstall. */
function putLeftovers(fake: FakeKubernetes): void {
  putNamespace(fake)
  fake.put('Job', { metadata: metadataOf('zenml-migration', 'migration', { annotations: hook }) })
  fake.put('Secret', { metadata: metadataOf('zenml-migration', 'migration', { annotations: hook }) })
  fake.put('Secret', { metadata: metadataOf('zenml-keys', 'server', { annotations: { ...hook, ...kept } }) })
  fake.put('PersistentVolumeClaim', { metadata: metadataOf('zenml-mysql', 'mysql', { annotations: kept }) })
}

async function left(fill: (fake: FakeKubernetes) => void, data: 'keep' | 'delete' = 'delete') {
  const fake = await startFakeKubernetes()
  fill(fake)
  return remainsOf(await openFake(fake), { data })
}

describe('what remains', () => {
  test('is listed by its label, whatever kind it is of', async () => {
    expect(await left(putLeftovers)).toEqual([
      'Job zen/zenml-migration',
      'PersistentVolumeClaim zen/zenml-mysql',
      'Secret zen/zenml-keys',
      'Secret zen/zenml-migration',
    ])
  })

  test('is no data, when that should stay', async () => {
    expect(await left(putLeftovers, 'keep')).toEqual([
      'Job zen/zenml-migration',
      'Secret zen/zenml-migration',
    ])
  })

  test("are Helm's own records, the volumes of its claims, and a namespace that zen made", async () => {
    const volume = (name: string, claim: string, policy: string) => ({
      metadata: { name },
      spec: { claimRef: { namespace: 'zen', name: claim }, persistentVolumeReclaimPolicy: policy },
      status: { phase: 'Released' },
    })
    const fill = (fake: FakeKubernetes) => {
      putNamespace(fake, { 'app.kubernetes.io/instance': 'zenml', 'app.kubernetes.io/managed-by': 'zen' })
      putRevision(fake, 1, 'uninstalling')
      fake.put('PersistentVolume', volume('pv-1', 'zenml-mysql', 'Delete'))
      fake.put('PersistentVolume', volume('pv-2', 'zenml-config', 'Retain'))
      fake.put('PersistentVolume', volume('pv-3', 'of-somebody-else', 'Delete'))
    }

    expect(await left(fill)).toEqual([
      'Namespace zen',
      'PersistentVolume pv-1',
      'PersistentVolume pv-2 (its StorageClass keeps it: remove it and its disk by hand)',
      'Secret zen/sh.helm.release.v1.zenml.v1',
    ])
  })

  test('without a namespace belongs to this release only if Helm says so', async () => {
    const role = (name: string, namespace: string) => ({
      metadata: {
        ...{ name, labels: { 'app.kubernetes.io/instance': 'zenml' } },
        annotations: { 'meta.helm.sh/release-namespace': namespace },
      },
    })
    const fill = (fake: FakeKubernetes) => {
      fake.put('ClusterRole', role('ours', 'zen'))
      fake.put('ClusterRole', role('theirs', 'other'))
    }

    expect(await left(fill)).toEqual(['ClusterRole ours'])
  })

  test('is what one may see', async () => {
    const fill = (fake: FakeKubernetes) => {
      putLeftovers(fake)
      fake.deny('list jobs', 'list persistentvolumes', 'list secrets')
    }

    expect(await left(fill)).toEqual(['PersistentVolumeClaim zen/zenml-mysql'])
  })

  test('no content of a Secret is ever asked for', async () => {
    const fake = await startFakeKubernetes()
    putLeftovers(fake)
    await remainsOf(await openFake(fake), { data: 'delete' })

    expect(fake.requests.filter((it) => it.includes('/secrets/'))).toEqual([])
  })
})

describe('to remove what remains', () => {
  async function removed(data: 'keep' | 'delete', fill = putLeftovers) {
    const fake = await startFakeKubernetes()
    fill(fake)
    await removeRemains(await openFake(fake), { data }, () => undefined, never)
    return fake.names().filter((it) => !it.startsWith('Namespace/'))
  }

  test('leaves the data where that was decided', async () => {
    expect(await removed('keep')).toEqual(['PersistentVolumeClaim/zenml-mysql', 'Secret/zenml-keys'])
  })

  test('takes the data along where that was decided', async () => {
    expect(await removed('delete')).toEqual([])
  })

  test('takes what a revision that was given up had made', async () => {
    const fill = (fake: FakeKubernetes) =>
      fake.put('Deployment', { metadata: metadataOf('zenml-caddy', 'caddy', { annotations: part }) })

    expect(await removed('keep', fill)).toEqual([])
  })

  test('takes an address that zen had made and no state remembers', async () => {
    const labels = { 'app.kubernetes.io/instance': 'zenml', 'app.kubernetes.io/managed-by': 'zen' }
    const fill = (fake: FakeKubernetes) =>
      fake.put('Service', { metadata: { name: 'zenml-address', namespace: 'zen', labels } })

    expect(await left(fill, 'keep')).toEqual(['Service zen/zenml-address'])
    expect(await removed('keep', fill)).toEqual([])
  })

  test('leaves what neither Helm nor zen made, though it has the label', async () => {
    const labels = { 'app.kubernetes.io/instance': 'zenml' }
    const fill = (fake: FakeKubernetes) =>
      fake.put('Secret', { metadata: { name: 'by-hand', namespace: 'zen', labels } })

    expect(await removed('delete', fill)).toEqual(['Secret/by-hand'])
  })

  test('waits until addresses are given back and volumes are gone, and says so', async () => {
    const fake = await startFakeKubernetes()
    const events: EngineEvent[] = []
    const going = (name: string, component: string, finalizer: string) =>
      metadataOf(name, component, { finalizers: [finalizer], annotations: part })
    fake.put('Service', {
      metadata: going('zenml-caddy', 'caddy', 'service.kubernetes.io/load-balancer-cleanup'),
    })
    fake.drop('Service', 'zen', 'zenml-caddy')
    fake.put('PersistentVolumeClaim', {
      metadata: going('zenml-mysql', 'mysql', 'kubernetes.io/pvc-protection'),
    })
    let isDone = false
    const removal = removeRemains(
      await openFake(fake),
      { data: 'delete' },
      (it) => events.push(it),
      never,
    ).then(() => {
      isDone = true
    })

    await expect
      .poll(() => events.map(({ text }) => text))
      .toContain('Waiting until the address of zenml-caddy is given back')
    fake.change('Service', 'zen', 'zenml-caddy', { metadata: { finalizers: null } })
    await expect
      .poll(() => events.map(({ text }) => text), { timeout: 5000 })
      .toContain('Waiting until the volume zenml-mysql is removed')
    expect(isDone).toBe(false)
    fake.change('PersistentVolumeClaim', 'zen', 'zenml-mysql', { metadata: { finalizers: null } })
    await removal

    expect(fake.names()).toEqual(['Namespace/default', 'Namespace/kube-system'])
  })

  test('ends at once when the person wants that', async () => {
    const fake = await startFakeKubernetes()
    const stopped = new AbortController()
    fake.put('Service', { metadata: metadataOf('zenml', 'server', { finalizers: ['x'], annotations: part }) })
    const removal = removeRemains(
      await openFake(fake),
      { data: 'keep' },
      () => stopped.abort(),
      stopped.signal,
    )

    await expect(removal).rejects.toMatchObject({ code: 'INTERRUPTED' })
  })
})
