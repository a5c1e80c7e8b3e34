import type { OptionValues, Spec } from '../../../stacks/contract.ts'
import type { EngineListener, Target } from '../engine.ts'
import type { Preflight } from '../preflight.ts'
import { askPreflight } from './inquire.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { proveSameProvider } from './same-provider.ts'
import { checkpointOf } from './state-reader.ts'
import { storedDeployment } from './stored-deployment.ts'

/**
 * Asks the cloud that a target goes to, before anything is made in it.
 * @throws ZenError `CLOUD_REFUSED` (exit 4), or what keeps the engine from starting
 */
export async function preflight(
  context: PulumiContext,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<Preflight> {
  const { spec } = target
  const checkpoint = await checkpointOf(context, spec.name)
  const stored = checkpoint && storedDeployment(spec.name, checkpoint)?.spec
  proveSameProvider(spec, stored)
  const answer = await askPreflight(context, { spec, stored, listener, signal })
  if (!answer) return { target, findings: [] }
  const { where, identity, findings, settled } = answer
  const options = { ...spec.options, ...foundBefore(context, stored), ...settled }
  return {
    target: { ...target, spec: { ...spec, options } },
    findings,
    where: identity === '' ? where : `${where}, as ${identity}`,
  }
}

/** What is in a stored spec beside options: it stays as it is, unless the provider says otherwise. */
function foundBefore({ providers }: PulumiContext, stored: Spec | undefined): OptionValues {
  const provider = providers.find(({ id }) => id === stored?.provider)
  const flags = provider?.options.map(({ flag }) => flag) ?? []
  return Object.fromEntries(Object.entries(stored?.options ?? {}).filter(([flag]) => !flags.includes(flag)))
}
