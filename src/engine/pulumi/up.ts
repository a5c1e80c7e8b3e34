import type { Outputs } from '../../../stacks/contract.ts'
import { engineFailed } from '../../errors/pulumi.ts'
import type { EngineListener, Target, UpResult } from '../engine.ts'
import { runEngine } from './engine-run.ts'
import { engineError } from './failure.ts'
import { storedSecrets } from './given-secrets.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { checkpointOf } from './state-reader.ts'
import { outputsOf } from './stored-deployment.ts'

/** Carries a deployment out, from wherever an earlier run left it. The caller holds its lock. */
export async function up(
  context: PulumiContext,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<UpResult> {
  const { name } = target.spec
  const checkpoint = await checkpointOf(context, name)
  const secrets = { ...(await storedSecrets(context, name, checkpoint)), ...target.secrets }
  const result = await runEngine(context, {
    ...{ operation: 'up', target: { spec: target.spec, secrets }, part: 'everything' },
    ...{ plugins: programOf(context, target.spec).plugins, checkpoint, listener, signal },
  })
  if (result.kind === 'failed')
    throw engineError({
      name,
      failure: result.failure,
      isInterrupted: signal.aborted,
      now: context.facts.now(),
    })
  return { outputs: outputsFrom(name, result.outputs), resources: result.resources }
}

function outputsFrom(name: string, values: unknown): Outputs {
  const outputs = outputsOf(values, () => String)
  if (!outputs) throw engineFailed(name, 'The program did not say where the server is.')
  return { ...outputs }
}
