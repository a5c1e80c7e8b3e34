import type { Preview, Target } from '../engine.ts'
import { whereOf } from './cluster-access.ts'
import { runEngine } from './engine-run.ts'
import { engineError } from './failure.ts'
import { storedSecrets } from './given-secrets.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { checkpointOf } from './state-reader.ts'

/** What `up` would do. Changes nothing, and needs no lock. */
export async function preview(context: PulumiContext, target: Target, signal: AbortSignal): Promise<Preview> {
  const { spec } = target
  const program = programOf(context, spec)
  const checkpoint = await checkpointOf(context, spec.name)
  const secrets = { ...(await storedSecrets(context, spec.name, checkpoint)), ...target.secrets }
  const result = await runEngine(context, {
    ...{ operation: 'preview', target: { spec, secrets }, part: 'everything', plugins: program.plugins },
    ...{ checkpoint, listener: () => undefined, signal },
  })
  if (result.kind === 'failed')
    throw engineError({
      ...{ name: spec.name, failure: result.failure },
      ...{ isInterrupted: signal.aborted, now: context.facts.now() },
    })
  return {
    resources: result.resources,
    where: await whereOf(context, spec),
    estimate: program.estimate(spec),
  }
}
