/** The cluster of a deployment, for those that have one. The Kubernetes client is loaded only then. */
import type { Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'

/** @throws ZenError when the kubeconfig is not there, or does not know the cluster */
export async function openPlace({ facts }: PulumiContext, place: ClusterPlace): Promise<Cluster> {
  const { openCluster } = await import('../../cluster/open-cluster.ts')
  return openCluster(place, facts.env)
}

/** What people read in questions: `context "prod" (https://192.0.2.1:6443), namespace zenml`. */
export async function whereOf(
  context: PulumiContext,
  spec: Spec,
  place = placeOf(context, spec),
): Promise<string> {
  if (!place) return context.providers.find(({ id }) => id === spec.provider)?.label ?? spec.provider
  const { where } = await openPlace(context, place)
  return `${where}, namespace ${place.namespace}`
}

/** Where it goes, when that is known before it is there. */
export function placeOf(context: PulumiContext, spec: Spec): ClusterPlace | undefined {
  return programOf(context, spec).place?.(spec)
}
