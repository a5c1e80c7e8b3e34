/** The cluster of a deployment, for those that have one. */
import type { Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { labelOf, type PulumiContext, programOf } from './pulumi-context.ts'
import { decrypterFor } from './read.ts'
import { placeIn, type Stored } from './stored-deployment.ts'

/** @throws ZenError when the kubeconfig is not there, or does not know the cluster */
export async function openPlace({ facts, parts }: PulumiContext, place: ClusterPlace): Promise<Cluster> {
  return parts.cluster.open(place, facts.env)
}

/** Where it goes, when that is known before it is there. */
export function placeOf(context: PulumiContext, spec: Spec): ClusterPlace | undefined {
  return programOf(context, spec).place?.(spec)
}

/** Where it is: in a cluster that was there before, or in the one that its program made. */
export async function storedPlace(context: PulumiContext, stored: Stored): Promise<ClusterPlace | undefined> {
  return placeOf(context, stored.spec) ?? placeIn(stored.outputs, await decrypterFor(context, stored))
}

/** What people read in questions: `context "prod" (https://192.0.2.1:6443), namespace zenml`. */
export async function whereOf(
  context: PulumiContext,
  spec: Spec,
  place = placeOf(context, spec),
): Promise<string> {
  if (!place) return labelOf(context, spec)
  const { where } = await openPlace(context, place)
  return `${where}, namespace ${place.namespace}`
}

/** The same where it must not fail: a kubeconfig may be gone by now. */
export async function whereIfKnown(
  context: PulumiContext,
  spec: Spec,
  place?: ClusterPlace,
): Promise<string> {
  return whereOf(context, spec, place).catch(() => labelOf(context, spec))
}
