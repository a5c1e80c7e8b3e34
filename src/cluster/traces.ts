/** Everything in a cluster that belongs to a release, whatever kind it is of. */
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { type KnownKind, knownKinds } from './discovery.ts'
import { textAt } from './fields.ts'
import { type Metadata, metadataAt } from './metadata.ts'
import { labels, selectorOf } from './names.ts'

export interface Trace extends Metadata {
  readonly kind: KnownKind
  /** Path of the object itself. */
  readonly path: string
}

export interface Volume {
  readonly name: string
  /** `Bound`, `Released`, `Failed` */
  readonly phase: string
  /** Nobody removes it but a person. */
  readonly isKept: boolean
}

/** What is kept with the data: the volumes, what Helm is told to keep, and the namespace around it. */
export function isData({ kind, annotations }: Trace): boolean {
  const isKept = annotations['helm.sh/resource-policy'] === 'keep'
  return isKept || kind.kind === 'PersistentVolumeClaim' || kind.kind === 'Namespace'
}

/** Made by Helm, as part of a release or to run before it, or by zen itself next to it. */
export function isOfServer({ kind, annotations, labels: own, isOwned }: Trace, release: string): boolean {
  if (isOwned || kind.kind === 'Namespace') return false
  const isByHelm = annotations['meta.helm.sh/release-name'] === release || 'helm.sh/hook' in annotations
  return isByHelm || own[labels.managedBy] === 'zen'
}

/** Objects by the label of the release; Helm's own records of it have labels of their own. */
export async function tracesOf({ api, place }: Cluster, signal?: AbortSignal): Promise<readonly Trace[]> {
  const { namespace, release } = place
  const find = async (kind: KnownKind, labelSelector: string): Promise<readonly Trace[]> => {
    const at = kind.isNamespaced
      ? `${kind.group}/namespaces/${namespace}/${kind.resource}`
      : `${kind.group}/${kind.resource}`
    const all = await metadataAt(api, at, { labelSelector }, signal).catch(unlessForbidden)
    return all.map((it) => ({ ...it, kind, path: `${at}/${it.name}` }))
  }
  const kinds = await knownKinds(api, signal)
  const found = await Promise.all([
    ...kinds.map((kind) => find(kind, selectorOf(place))),
    ...kinds.filter(({ kind }) => kind === 'Secret').map((kind) => find(kind, `owner=helm,name=${release}`)),
  ])
  return found.flat().filter((it) => it.kind.isNamespaced || isOfNamespace(it, namespace))
}

/** Names of releases are unique in a namespace only, so a label alone says little about what has none. */
function isOfNamespace({ kind, name, annotations, labels: own }: Trace, namespace: string): boolean {
  if (kind.kind === 'Namespace') return name === namespace && own[labels.managedBy] === 'zen'
  return annotations['meta.helm.sh/release-namespace'] === namespace
}

const claims = ['-config', '-mysql', '-caddy', '-db-backup']

/** Volumes of the release's claims, which outlive them for a while, or for good. */
export async function volumesOf({ api, place }: Cluster, signal?: AbortSignal): Promise<readonly Volume[]> {
  const { namespace, release } = place
  const names = new Set([release, `${release}-zenml`].flatMap((full) => claims.map((it) => `${full}${it}`)))
  const all = await api.list('/api/v1/persistentvolumes', { signal }).catch(unlessForbidden)
  return all
    .filter((it) => textAt(it, 'spec', 'claimRef', 'namespace') === namespace)
    .filter((it) => names.has(textAt(it, 'spec', 'claimRef', 'name')))
    .map((it) => ({
      name: textAt(it, 'metadata', 'name'),
      phase: textAt(it, 'status', 'phase'),
      isKept: textAt(it, 'spec', 'persistentVolumeReclaimPolicy') === 'Retain',
    }))
}

/** What one may not see one did not make. */
function unlessForbidden(error: unknown): readonly never[] {
  if (error instanceof ZenError && ['CLUSTER_FORBIDDEN', 'CLUSTER_REFUSED'].includes(error.code)) return []
  throw error
}
