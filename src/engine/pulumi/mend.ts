import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { EngineListener } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import type { PulumiContext } from './pulumi-context.ts'

/** Gets a release that a killed run left half-made out of the way, and says what was done. */
export async function mendPlace(
  context: PulumiContext,
  place: ClusterPlace | undefined,
  listener: EngineListener,
): Promise<void> {
  if (!place) return
  const said = await context.parts.cluster.mend(await openPlace(context, place))
  if (said) listener({ kind: 'detail', text: said })
}
