/** What tells clusters and namespaces apart. */
import { ZenError } from '../errors/zen-error.ts'
import type { Cluster } from './cluster.ts'
import { textAt, textsAt } from './fields.ts'

/** The uid of its namespace `kube-system`, which every cluster has; `undefined` when one may not see it. */
export async function clusterIdOf(cluster: Cluster, signal?: AbortSignal): Promise<string | undefined> {
  const namespace = await seen(cluster, 'kube-system', signal)
  return textAt(namespace, 'metadata', 'uid') || undefined
}

/** Labels of the namespace of the release; `undefined` when it is not there, or one may not see it. */
export async function namespaceLabelsOf(
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, string>> | undefined> {
  const namespace = await seen(cluster, cluster.place.namespace, signal)
  return namespace === undefined ? undefined : textsAt(namespace, 'metadata', 'labels')
}

async function seen({ api }: Cluster, name: string, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await api.find(`/api/v1/namespaces/${name}`, { signal })
  } catch (error) {
    if (error instanceof ZenError && error.code === 'CLUSTER_FORBIDDEN') return undefined
    throw error
  }
}
