/** The way into a cluster whose logins last minutes: that of the last run is good for a while, then another is asked for. */
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { ZenError } from '../../errors/zen-error.ts'
import { openPlace, storedPlace } from './cluster-access.ts'
import { type Asking, askPlace } from './inquire.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import type { Stored } from './stored-deployment.ts'

type Renewing = Pick<Asking, 'listener' | 'signal'>

/**
 * Where a deployment is, with a login that its cluster accepts. As long as that in the state is good, nobody else is
 * asked, which takes seconds.
 * @throws ZenError `CLOUD_REFUSED`, `INTERRUPTED`, or what the cluster itself refuses
 */
export async function freshPlace(
  context: PulumiContext,
  stored: Stored,
  renewing: Renewing,
): Promise<ClusterPlace | undefined> {
  const place = await storedPlace(context, stored)
  if (!place || !isShortLived(context, stored)) return place
  const cluster = await openPlace(context, place)
  return (await isRefused(cluster, renewing.signal)) ? renewedPlace(context, stored, renewing) : place
}

/** The same, whatever is in the state. */
export async function renewedPlace(context: PulumiContext, { spec }: Stored, renewing: Renewing) {
  return askPlace(context, { spec, ...renewing })
}

/** Where a provider says the way itself, its logins are those of a kubeconfig, which renews them. */
export function isShortLived(context: PulumiContext, { spec }: Pick<Stored, 'spec'>): boolean {
  return programOf(context, spec).inquiries !== undefined
}

async function isRefused({ api }: Cluster, signal: AbortSignal): Promise<boolean> {
  try {
    await api.find('/version', { signal })
    return false
  } catch (error) {
    if (error instanceof ZenError && error.code === 'CLUSTER_LOGIN_REFUSED') return true
    throw error
  }
}
