/** Whether a cluster is the one that a deployment is in: kubeconfigs change, and clusters are made anew. */
import type { Spec } from '../../../stacks/contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { textAt } from '../../cluster/fields.ts'
import { clusterIsAnother } from '../../errors/pulumi.ts'
import { ZenError } from '../../errors/zen-error.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'

/** Long enough to look, short enough for a cluster that is not there: others say that it is not. */
const TIMEOUT_MS = 10_000

/**
 * Nothing is asked where the spec does not say which cluster it is in; a cluster that does not answer is believed.
 * @throws ZenError `CLUSTER_IS_ANOTHER`
 */
export async function proveSameCluster(context: PulumiContext, spec: Spec, cluster: Cluster): Promise<void> {
  const wanted = programOf(context, spec).clusterId?.(spec)
  if (wanted === undefined) return
  const found = await clusterIdOf(cluster)
  if (found !== undefined && found !== wanted) throw clusterIsAnother(spec.name, cluster.where)
}

/** What tells clusters apart; `undefined` where the cluster does not answer, or may not be asked. */
export async function clusterIdOf(cluster: Cluster): Promise<string | undefined> {
  const id = textAt(await namespaceIn(cluster, 'kube-system'), 'metadata', 'uid')
  return id === '' ? undefined : id
}

/** `undefined` where there is none, or nobody can tell. */
export async function namespaceIn({ api }: Cluster, name: string): Promise<unknown> {
  try {
    return await api.find(`/api/v1/namespaces/${name}`, { timeoutMs: TIMEOUT_MS })
  } catch (error) {
    if (error instanceof ZenError) return undefined
    throw error
  }
}
