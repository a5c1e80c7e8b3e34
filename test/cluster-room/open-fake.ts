/** The release `zenml` in the namespace `zen` of a fake cluster, as the cluster room looks at it. */
import type { Cluster } from '../../src/cluster/cluster.ts'
import { openCluster } from '../../src/cluster/open-cluster.ts'
import type { FakeKubernetes } from '../fakes/fake-kubernetes.ts'

export const namespace = 'zen'
export const release = 'zenml'

export async function openFake(fake: FakeKubernetes): Promise<Cluster> {
  const cluster = { kubeconfigText: fake.kubeconfig }
  return openCluster({ cluster, namespace, release }, {})
}
