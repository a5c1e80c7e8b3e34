/** Objects by their names and labels alone, so that no content of a Secret is ever asked for. */
import type { KubernetesApi, Query } from './api.ts'
import { listAt, textAt, textsAt } from './fields.ts'

export interface Metadata {
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly isGoing: boolean
  /** Something else made it, and removes it. */
  readonly isOwned: boolean
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'

export async function metadataAt(
  api: KubernetesApi,
  path: string,
  query: Query = {},
  signal?: AbortSignal,
): Promise<readonly Metadata[]> {
  return (await api.list(path, { query, accept, signal })).map(metadataOf)
}

function metadataOf(value: unknown): Metadata {
  return {
    name: textAt(value, 'metadata', 'name'),
    namespace: textAt(value, 'metadata', 'namespace'),
    labels: textsAt(value, 'metadata', 'labels'),
    annotations: textsAt(value, 'metadata', 'annotations'),
    isGoing: textAt(value, 'metadata', 'deletionTimestamp') !== '',
    isOwned: listAt(value, 'metadata', 'ownerReferences').length > 0,
  }
}
