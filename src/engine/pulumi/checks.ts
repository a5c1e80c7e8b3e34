import type { Check } from '../../../stacks/contract.ts'
import type { Target } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'

/** What has to be right before anything is made; without a target, what `doctor` asks of this computer. */
export function pulumiChecks(context: PulumiContext, target: Target | undefined): readonly Check[] {
  const { parts, facts, providers } = context
  if (!target) {
    const plugins = providers.map(({ program }) => program?.plugins ?? {})
    return parts.engineChecks(facts, Object.assign({}, ...plugins))
  }
  const { spec } = target
  const { plugins, place, needs } = programOf(context, spec)
  const engine = parts.engineChecks(facts, plugins)
  if (!place || !needs) return engine
  return [...engine, ...parts.cluster.checks(() => openPlace(context, place(spec)), needs(spec))]
}
