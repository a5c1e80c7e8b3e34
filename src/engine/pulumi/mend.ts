import type { Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { EngineListener } from '../engine.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openPlace } from './cluster-access.ts'
import { proveSameCluster } from './cluster-identity.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { releaseType } from './stack-names.ts'

export interface Mending {
  readonly spec: Spec
  readonly place: ClusterPlace | undefined
  readonly checkpoint: Checkpoint | undefined
  /** Whether the server is to run afterwards. */
  readonly willRun?: boolean
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/**
 * Before anything is changed: makes sure that the cluster is the right one, gets a release that a killed run left
 * half-made out of the way, and says what was done.
 * @throws ZenError `CLUSTER_IS_ANOTHER`, or what the cluster refuses
 */
export async function mendPlace(context: PulumiContext, mending: Mending): Promise<void> {
  const { spec, place, checkpoint, willRun = false, listener, signal } = mending
  if (!place) return
  const cluster = await openPlace(context, place)
  await proveSameCluster(context, spec, cluster)
  const isKnown = checkpoint !== undefined && knowsRelease(checkpoint)
  const said = await context.parts.cluster.mend(cluster, {
    isKnown,
    willRun,
    listener,
    signal,
  })
  if (said) listener({ kind: 'detail', text: said })
}

/** Whether the engine will upgrade the release, or uninstall it, and not install it. */
export function knowsRelease({ resources }: Checkpoint): boolean {
  return resources.some(({ type }) => type === releaseType)
}
