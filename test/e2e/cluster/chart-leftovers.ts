/** What is in a namespace, besides what Kubernetes itself puts there. */
import type { TestCluster } from '../../cluster/cluster.ts'
import { fieldAt, listAt, textAt } from '../../cluster/object-fields.ts'

/** Made by Kubernetes in every namespace. */
const kubernetesOwn = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default']

/** Every object of every kind, as `Kind/name`, sorted; events are none. */
export async function objectsIn({ api }: TestCluster, namespace: string): Promise<readonly string[]> {
  const groups = listAt(await api.get('/apis'), 'groups')
  const versions = groups.map((group) => `/apis/${textAt(group, 'preferredVersion', 'groupVersion')}`)
  const found = ['/api/v1', ...versions].map(async (version) => {
    const kinds = listAt(await api.get(version), 'resources').filter(isListed)
    return Promise.all(kinds.map((kind) => namesOf(kind, `${version}/namespaces/${namespace}`)))
  })
  const names = (await Promise.all(found)).flat(2)
  return names.filter((name) => !kubernetesOwn.includes(name)).sort()

  async function namesOf(kind: unknown, path: string): Promise<readonly string[]> {
    const objects = listAt(await api.get(`${path}/${textAt(kind, 'name')}`), 'items')
    return objects.map((object) => `${textAt(kind, 'kind')}/${textAt(object, 'metadata', 'name')}`)
  }
}

function isListed(kind: unknown): boolean {
  const isPlain = fieldAt(kind, 'namespaced') === true && textAt(kind, 'kind') !== 'Event'
  return isPlain && listAt(kind, 'verbs').includes('list')
}
