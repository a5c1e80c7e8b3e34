/** What every cluster has: namespaces of its own, classes of its cloud, nodes. */
import { createHash } from 'node:crypto'
import type { Fields } from '../../fakes/fake-kubernetes-objects.ts'
import type { View } from '../frame/view.ts'
import { surroundingsOf } from './surroundings.ts'
import { tokenNamed } from './tokens.ts'

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class'

/** By the tokens of their kinds. */
export function clusterFurniture(view: View): readonly (readonly [string, Fields])[] {
  const around = surroundingsOf(view)
  if (!around) return []
  const namespaces = ['default', 'kube-system'].map(
    (name) =>
      [tokenNamed('Namespace'), { kind: 'Namespace', metadata: { name, uid: uidOf(view, name) } }] as const,
  )
  const classes = around.cloud.storageClasses.map(({ name, isDefault, provisioner }) => {
    const annotations = isDefault ? { [DEFAULT_CLASS]: 'true' } : {}
    const fields = {
      provisioner,
      reclaimPolicy: 'Delete',
      metadata: { name, uid: uidOf(view, name), annotations },
    }
    return [tokenNamed('StorageClass'), { kind: 'StorageClass', ...fields }] as const
  })
  const nodes = around.cloud.nodesOf(around.cluster, around.view).map(({ name, providerId }) => {
    const labels = { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' }
    const metadata = { name, uid: uidOf(view, name), labels }
    const status = { conditions: [{ type: 'Ready', status: 'True' }] }
    return [tokenNamed('Node'), { kind: 'Node', metadata, spec: { providerID: providerId }, status }] as const
  })
  return [...namespaces, ...classes, ...nodes]
}

/** The same for as long as the cluster is the same. */
function uidOf({ account, region }: View, name: string): string {
  return createHash('sha256').update(`${account} ${region} ${name}`).digest('hex').slice(0, 32)
}
