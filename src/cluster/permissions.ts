/** What a person must be allowed to do with a cluster, and whether they are. */
import type { ClusterNeeds } from '../../stacks/program-contract.ts'
import type { Cluster } from './cluster.ts'
import { fieldAt, textAt } from './fields.ts'

/** One question that the cluster answers with yes or no. */
export interface Right {
  readonly verb: string
  readonly group: string
  /** With its part: `pods/log`. */
  readonly resource: string
  readonly isClusterWide: boolean
  /** Without it a server runs, but zen sees, shows or mends less. */
  readonly isOptional: boolean
}

/** What Helm does with the objects of a release. */
const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']

type Extra = readonly [group: string, resource: string, verbs: readonly string[], isOptional?: true]

/** What Helm and zen look at besides: https://github.com/helm/helm/blob/v3.18.6/pkg/kube/ready.go */
const extras: readonly Extra[] = [
  ['', 'pods', ['get', 'list', 'watch']],
  ['apps', 'replicasets', ['get', 'list', 'watch']],
  ['', 'pods', ['delete'], true],
  ['', 'pods/log', ['get'], true],
  ['', 'events', ['list'], true],
]

/** A web socket is opened by `get`, and from Kubernetes 1.35 on wants `create` as well. */
const forward: Extra = ['', 'pods/portforward', ['get', 'create'], true]

export function rightsFor({ kinds, loadBalancer, ingressClass, gateway }: ClusterNeeds): readonly Right[] {
  const isExposed = loadBalancer || ingressClass !== undefined || gateway !== undefined
  const more = isExposed ? extras : [...extras, forward]
  const own = kinds.flatMap(({ group, resource, clusterWide }) =>
    (clusterWide ? verbs.filter((verb) => verb !== 'list' && verb !== 'watch') : verbs).map((verb) => ({
      ...{ verb, group, resource, isClusterWide: clusterWide === true, isOptional: false },
    })),
  )
  const besides = more.flatMap(([group, resource, needed, isOptional = false]) =>
    needed.map((verb) => ({ verb, group, resource, isClusterWide: false, isOptional })),
  )
  return [...own, ...besides]
}

/** Those that the person does not have. Somebody who may do everything is asked once. */
export async function missingRights(
  cluster: Cluster,
  rights: readonly Right[],
  signal?: AbortSignal,
): Promise<readonly Right[]> {
  const everything = { verb: '*', group: '*', resource: '*', isClusterWide: true, isOptional: false }
  if (await isAllowed(cluster, everything, signal)) return []
  const allowed = await Promise.all(rights.map((right) => isAllowed(cluster, right, signal)))
  return rights.filter((_right, at) => !allowed[at])
}

async function isAllowed({ api, place }: Cluster, right: Right, signal?: AbortSignal): Promise<boolean> {
  const [resource = '', subresource] = right.resource.split('/')
  const resourceAttributes = {
    ...{ verb: right.verb, group: right.group, resource },
    ...(subresource === undefined ? {} : { subresource }),
    ...(right.isClusterWide ? {} : { namespace: place.namespace }),
  }
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  }
  const answer = await api.create('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review, {
    signal,
  })
  return fieldAt(answer, 'status', 'allowed') === true
}

/** Whom the cluster takes the person for; clusters before 1.28 don't say. */
export async function userOf({ api }: Cluster, signal?: AbortSignal): Promise<string | undefined> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const answer = await api.create(path, review, { signal }).catch(() => undefined)
  return textAt(answer, 'status', 'userInfo', 'username') || undefined
}
