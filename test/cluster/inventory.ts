/** Everything that is in a cluster, to compare what was there before with what is there after. */
import type { TestCluster } from './cluster.ts'
import { fieldAt, listAt, textAt } from './object-fields.ts'

/**
 * News and heartbeats, which come and go by themselves, and the API server's own book of its Services' addresses: an
 * address booked for a request that was cut off stays there without a Service until the server's repair, minutes later.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/registry/core/service/ipallocator/controller/repairip.go
 */
const fleeting = ['Event', 'Lease', 'IPAddress']

/** Made by Kubernetes in every namespace. */
const kubernetesOwn = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default']

interface Found {
  readonly kind: string
  /** Empty for what is in none. */
  readonly namespace: string
  readonly name: string
}

/** Every object of every kind that can be listed, as `Kind namespace/name` or `Kind name`, sorted. */
export async function inventoryOf(cluster: TestCluster): Promise<readonly string[]> {
  const found = await everything(cluster)
  return found
    .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)
    .sort()
}

/** What people and charts put into a namespace, as `Kind/name`, sorted. */
export async function objectsIn(cluster: TestCluster, namespace: string): Promise<readonly string[]> {
  const found = await everything(cluster)
  const inside = found.filter((it) => it.namespace === namespace).map(({ kind, name }) => `${kind}/${name}`)
  return inside.filter((it) => !kubernetesOwn.includes(it)).sort()
}

async function everything({ api }: TestCluster): Promise<readonly Found[]> {
  const groups = listAt(await api.get('/apis'), 'groups')
  const versions = groups.map((group) => `/apis/${textAt(group, 'preferredVersion', 'groupVersion')}`)
  const found = ['/api/v1', ...versions].map(async (version) => {
    const kinds = listAt(await api.get(version), 'resources').filter(isListed)
    return Promise.all(kinds.map((kind) => allOf(kind, version)))
  })
  return (await Promise.all(found)).flat(2)

  async function allOf(kind: unknown, version: string): Promise<readonly Found[]> {
    const objects = listAt(await api.get(`${version}/${textAt(kind, 'name')}`), 'items')
    return objects.map((object) => ({
      kind: textAt(kind, 'kind'),
      namespace: textAt(object, 'metadata', 'namespace'),
      name: textAt(object, 'metadata', 'name'),
    }))
  }
}

function isListed(kind: unknown): boolean {
  return !fleeting.includes(textAt(kind, 'kind')) && listAt(kind, 'verbs').includes('list') && isObject(kind)
}

/** Sub-resources such as `pods/log` are none. */
function isObject(kind: unknown): boolean {
  return !textAt(kind, 'name').includes('/') && fieldAt(kind, 'namespaced') !== undefined
}
