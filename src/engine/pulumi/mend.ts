import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { EngineListener } from '../engine.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openPlace } from './cluster-access.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { releaseType } from './stack-names.ts'

export interface Mending {
  readonly place: ClusterPlace | undefined
  readonly checkpoint: Checkpoint | undefined
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** Gets a release that a killed run left half-made out of the way, and says what was done. */
export async function mendPlace(context: PulumiContext, mending: Mending): Promise<void> {
  const { place, checkpoint, listener, signal } = mending
  if (!place) return
  const isKnown = checkpoint !== undefined && knowsRelease(checkpoint)
  const said = await context.parts.cluster.mend(await openPlace(context, place), {
    isKnown,
    listener,
    signal,
  })
  if (said) listener({ kind: 'detail', text: said })
}

/** Whether the engine will upgrade the release, or uninstall it, and not install it. */
export function knowsRelease({ resources }: Checkpoint): boolean {
  return resources.some(({ type }) => type === releaseType)
}
