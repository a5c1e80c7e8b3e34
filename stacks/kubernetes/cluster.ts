import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js'
import { Provider } from '@pulumi/kubernetes/provider.js'
import type { Spec } from '../contract.ts'
import { clusterOf } from '../server-place.ts'
import { namespaceOf } from '../server-spec.ts'
import { makesNamespace, namespaceLabels } from '../settle.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'

/**
 * The cluster that a kubeconfig names, and the namespace in it. Only names get into the state, no credentials: whoever
 * runs this next has a kubeconfig too.
 */
export function existingCluster(spec: Spec): ClusterAccess {
  // With an identifier of its own the provider never takes another path or context for another cluster, in which
  // everything would have to be made anew.
  const provider = new Provider('cluster', { ...clusterOf(spec), clusterIdentifier: `zen-${spec.name}` })
  const namespace = namespaceOf(spec)
  if (!makesNamespace(spec)) return { provider, namespace, after: [] }
  const made = new Namespace(
    'namespace',
    { metadata: { name: namespace, labels: namespaceLabels(spec) } },
    { provider },
  )
  return { provider, namespace, after: [made] }
}
