/** The kinds of objects that the fake cluster knows. */
export interface Kind {
  readonly kind: string
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly namespaced: boolean
}

const kind = (path: string, name: string, namespaced = true): Kind => {
  const [group = '', version = '', resource = ''] = path.split('/')
  return { kind: name, group, version, resource, namespaced }
}

export const kinds: readonly Kind[] = [
  kind('/v1/pods', 'Pod'),
  kind('/v1/secrets', 'Secret'),
  kind('/v1/configmaps', 'ConfigMap'),
  kind('/v1/services', 'Service'),
  kind('/v1/serviceaccounts', 'ServiceAccount'),
  kind('/v1/persistentvolumeclaims', 'PersistentVolumeClaim'),
  kind('/v1/persistentvolumes', 'PersistentVolume', false),
  kind('/v1/namespaces', 'Namespace', false),
  kind('/v1/nodes', 'Node', false),
  kind('/v1/events', 'Event'),
  kind('apps/v1/deployments', 'Deployment'),
  kind('apps/v1/replicasets', 'ReplicaSet'),
  kind('apps/v1/statefulsets', 'StatefulSet'),
  kind('batch/v1/jobs', 'Job'),
  kind('networking.k8s.io/v1/ingresses', 'Ingress'),
  kind('networking.k8s.io/v1/ingressclasses', 'IngressClass', false),
  kind('networking.k8s.io/v1/networkpolicies', 'NetworkPolicy'),
  kind('storage.k8s.io/v1/storageclasses', 'StorageClass', false),
  kind('rbac.authorization.k8s.io/v1/clusterroles', 'ClusterRole', false),
]

/** What a cluster with the Gateway API knows besides. */
export const gatewayKinds: readonly Kind[] = [
  kind('gateway.networking.k8s.io/v1/gateways', 'Gateway'),
  kind('gateway.networking.k8s.io/v1/httproutes', 'HTTPRoute'),
]

export const groupVersion = ({ group, version }: Kind) => (group === '' ? version : `${group}/${version}`)

/** Answers to the question what there is, as `GET /apis` and `GET /apis/GROUP/VERSION` give them. */
export function discoveryAt(path: string, known: readonly Kind[]): object | undefined {
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] }
  if (path === '/apis') {
    const versions = new Set(known.filter(({ group }) => group !== '').map(groupVersion))
    const groups = [...versions].map((it) => ({
      name: it.split('/')[0],
      preferredVersion: { groupVersion: it, version: it.split('/')[1] },
    }))
    return { kind: 'APIGroupList', groups }
  }
  const wanted = path.replace(/^\/apis?\//, '')
  const here = known.filter((it) => groupVersion(it) === wanted)
  if (here.length === 0) return undefined
  const verbs = ['create', 'delete', 'get', 'list', 'patch', 'watch']
  const resources = here.map((it) => ({ name: it.resource, kind: it.kind, namespaced: it.namespaced, verbs }))
  const parts = here.some((it) => it.kind === 'Pod')
    ? [{ name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] }]
    : []
  return { kind: 'APIResourceList', groupVersion: wanted, resources: [...resources, ...parts] }
}
