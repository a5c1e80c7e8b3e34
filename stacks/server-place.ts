/** Where in a cluster that is there a server runs, and what it takes from that cluster. */
import type { Spec } from './contract.ts'
import type { ClusterNeeds, ClusterPlace, ClusterReference } from './program-contract.ts'
import { namespaceOf, releaseOf, type ServerSpec, serverSpecOf } from './server-spec.ts'
import { makesNamespace } from './settle.ts'

export function clusterOf({ options }: Spec): ClusterReference {
  const { kubeconfig, context } = options
  return {
    ...(typeof kubeconfig === 'string' ? { kubeconfig } : {}),
    ...(typeof context === 'string' ? { context } : {}),
  }
}

export function placeOf(spec: Spec): ClusterPlace {
  return { cluster: clusterOf(spec), namespace: namespaceOf(spec), release: releaseOf(spec) }
}

/** Kinds that every release has, whatever its values. */
const usualKinds = [
  ['', 'services'],
  ['', 'secrets'],
  ['', 'serviceaccounts'],
  ['apps', 'deployments'],
  ['networking.k8s.io', 'networkpolicies'],
] as const

export function needsOf(spec: Spec): ClusterNeeds {
  const server = serverSpecOf(spec)
  const { exposure, storageClass } = server
  const kinds = [...usualKinds, ...kindsOf(server)].map(([group, resource]) => ({ group, resource }))
  return {
    kinds: makesNamespace(spec)
      ? [...kinds, { group: '', resource: 'namespaces', clusterWide: true }]
      : kinds,
    ...(hasVolumes(server) ? { volumes: storageClass === undefined ? {} : { storageClass } } : {}),
    ...(exposure.kind === 'load-balancer' ? { loadBalancer: true } : {}),
    ...(exposure.kind === 'ingress' && exposure.className ? { ingressClass: exposure.className } : {}),
    ...(exposure.kind === 'gateway' ? { gateway: exposure.gateway } : {}),
    ...(exposure.kind === 'load-balancer' && exposure.tls?.secret ? { secrets: [exposure.tls.secret] } : {}),
  }
}

function kindsOf(server: ServerSpec): readonly (readonly [group: string, resource: string])[] {
  const { database, exposure, replicas } = server
  return [
    ...(database.kind === 'in-cluster' ? [['apps', 'statefulsets'] as const] : []),
    ...(database.kind === 'sqlite' ? [] : [['batch', 'jobs'] as const]),
    ...(hasVolumes(server) ? [['', 'persistentvolumeclaims'] as const] : []),
    ...(exposure.kind === 'load-balancer' && exposure.tls ? [['', 'configmaps'] as const] : []),
    ...(exposure.kind === 'ingress' ? [['networking.k8s.io', 'ingresses'] as const] : []),
    ...(exposure.kind === 'gateway' ? [['gateway.networking.k8s.io', 'httproutes'] as const] : []),
    ...(replicas > 1 ? [['policy', 'poddisruptionbudgets'] as const] : []),
  ]
}

/** For the database, and for certificates by ACME. */
function hasVolumes({ database, exposure }: ServerSpec): boolean {
  return database.kind !== 'url' || (exposure.kind === 'load-balancer' && exposure.tls?.secret === undefined)
}

/** What the data lies in, as people look for it. */
export function dataOf(spec: Spec): string | undefined {
  const { database, namespace, release } = serverSpecOf(spec)
  if (database.kind === 'url') return undefined
  const claim = `${release}-${database.kind === 'sqlite' ? 'config' : 'mysql'}`
  return `volume claim ${claim} in namespace ${namespace}`
}
