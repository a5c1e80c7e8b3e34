import type { Check } from '../../../stacks/contract.ts'
import type { Target } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import { knowsRelease } from './mend.ts'
import { recoveryFor } from './pending-operations.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { readCheckpoint } from './state-files.ts'

/**
 * What has to be right before anything is made; without a target, what `doctor` asks of this computer for a provider, or
 * for all.
 */
export function pulumiChecks(
  context: PulumiContext,
  target: Target | undefined,
  provider?: string,
): readonly Check[] {
  const { parts, facts, providers } = context
  if (!target) {
    const asked = providers.filter(({ id }) => provider === undefined || id === provider)
    const plugins = asked.map(({ program }) => program?.plugins ?? {})
    return parts.engineChecks(facts, Object.assign({}, ...plugins))
  }
  const { spec } = target
  const { plugins, place, needs } = programOf(context, spec)
  const engine = parts.engineChecks(facts, plugins)
  if (!place || !needs) return engine
  const open = () => openPlace(context, place(spec))
  return [...engine, ...parts.cluster.checks(open, needs(spec), ownRelease(context, spec.name))]
}

/** A release that is being made when the engine is killed is ours too. Elsewhere than in a folder it takes too long to look. */
function ownRelease({ backend }: PulumiContext, name: string): { readonly isOurs?: boolean } {
  if (backend.folder === undefined) return {}
  const checkpoint = readCheckpoint(backend.folder, name)
  if (!checkpoint) return { isOurs: false }
  return { isOurs: knowsRelease(checkpoint) || recoveryFor(checkpoint) !== undefined }
}
