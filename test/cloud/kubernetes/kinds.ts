/** Kinds of Kubernetes' own objects: alike but for their names, and for what a namespace or a service does. */

import { ProviderError } from '../frame/cloud-error.ts'
import type { Making, ResourceType } from '../frame/definition.ts'
import { type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import type { View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { afterRemoval, removeNow } from './removal.ts'
import { balancerFor } from './service-balancer.ts'

const NAMESPACE = 'kubernetes:core/v1:Namespace'
const STORAGE_CLASS = 'kubernetes:storage.k8s.io/v1:StorageClass'
const CLUSTER_ROLE_BINDING = 'kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding'
const clusterWide = [NAMESPACE, STORAGE_CLASS, CLUSTER_ROLE_BINDING, 'kubernetes:core/v1:PersistentVolume']

const operation = (name: string, doing: string) => ({ service: 'Kubernetes', name, doing })

const operations = {
  create: operation('create', '{metadata.name}'),
  read: operation('read', '{id}'),
  update: operation('update', '{id}'),
  delete: operation('delete', '{id}'),
}

/** @param token `kubernetes:core/v1:Secret` @param plural `secrets` */
function kind(token: string, plural: string, more: Partial<ResourceType> = {}): ResourceType {
  const isClusterWide = clusterWide.includes(token)
  return {
    token,
    operations,
    name: { property: 'metadata.name', longest: 63, digits: 8 },
    required: [],
    replaceOn: ['metadata.name', 'metadata.namespace', 'type'],
    minutes: { create: 0.02, update: 0.02, delete: 0.02 },
    make: (making) => {
      const { name, namespace, id } = identityOf(making.inputs, isClusterWide)
      if (!isClusterWide) inNamespace(making.view, namespace)
      const known = making.view.find(token, id)
      // The real provider applies, which takes over what is there, if it is told to.
      if (known && !isForced(making.inputs)) throw new ProviderError(`${plural} "${name}" already exists`)
      if (known) return { id, outputs: known.outputs }
      return { id, outputs: { metadata: metadata(making, namespace, isClusterWide) } }
    },
    gone: afterRemoval,
    ...more,
  }
}

function isForced(inputs: Properties): boolean {
  return propertiesAt(inputs, 'metadata.annotations')['pulumi.com/patchForce'] === 'true'
}

/** `namespace/name`, or the name alone. */
export function identityOf(inputs: Properties, isClusterWide = false) {
  const name = textAt(inputs, 'metadata.name') ?? textAt(inputs, 'name') ?? ''
  const namespace = textAt(inputs, 'metadata.namespace') ?? textAt(inputs, 'namespace') ?? 'default'
  return { name, namespace, id: isClusterWide ? name : `${namespace}/${name}` }
}

export function inNamespace(view: View, namespace: string): void {
  if (namespace === 'default' || namespace === 'kube-system') return
  if (!view.find(NAMESPACE, namespace)) throw new ProviderError(`namespaces "${namespace}" not found`)
}

function metadata({ inputs, view }: Making, namespace: string, isClusterWide: boolean): Properties {
  return {
    ...propertiesAt(inputs, 'metadata'),
    ...(isClusterWide ? {} : { namespace }),
    ...{ uid: freshHex(32), resourceVersion: '1', generation: 1 },
    creationTimestamp: new Date(view.now).toISOString(),
  }
}

const namespace = kind(NAMESPACE, 'namespaces', {
  minutes: { create: 0.02, update: 0.02, delete: 0.3 },
  gone: ({ id }, view) => {
    for (const object of view.list()) if (object.id.startsWith(`${id}/`)) removeNow(object, view)
  },
})

const service = kind('kubernetes:core/v1:Service', 'services', {
  minutes: {
    create: ({ spec }) => (textAt(spec, 'type') === 'LoadBalancer' ? 2.5 : 0.05),
    ...{ update: 0.05, delete: 0.5 },
  },
  make: (making) => {
    const { view, inputs } = making
    const isThere = view.find(service.token, identityOf(inputs).id) !== undefined
    const made = kind(service.token, 'services').make(making)
    if (isThere || textAt(inputs, 'spec.type') !== 'LoadBalancer') return made
    const ingress = balancerFor(view, made.id, making)
    return { ...made, outputs: { ...made.outputs, status: { loadBalancer: { ingress } } } }
  },
})

export const objects: readonly ResourceType[] = [
  namespace,
  service,
  kind('kubernetes:core/v1:Secret', 'secrets'),
  kind('kubernetes:core/v1:ConfigMap', 'configmaps'),
  kind('kubernetes:core/v1:ServiceAccount', 'serviceaccounts'),
  kind('kubernetes:core/v1:PersistentVolumeClaim', 'persistentvolumeclaims'),
  ...[
    kind('kubernetes:core/v1:PersistentVolume', 'persistentvolumes'),
    kind('kubernetes:core/v1:Pod', 'pods'),
  ],
  kind('kubernetes:apps/v1:Deployment', 'deployments', { minutes: { create: 1, update: 1, delete: 0.3 } }),
  kind('kubernetes:apps/v1:StatefulSet', 'statefulsets', { minutes: { create: 1, update: 1, delete: 0.3 } }),
  kind('kubernetes:batch/v1:Job', 'jobs', { minutes: { create: 0.5, update: 0.5, delete: 0.1 } }),
  kind('kubernetes:networking.k8s.io/v1:Ingress', 'ingresses'),
  kind(STORAGE_CLASS, 'storageclasses'),
  kind(CLUSTER_ROLE_BINDING, 'clusterrolebindings'),
]
