import type { EngineListener, Preview, Target } from '../engine.ts'
import { carryOut } from './carry-out.ts'
import { whereOf } from './cluster-access.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { checkpointOf } from './state-reader.ts'
import { wholeTarget } from './whole-target.ts'

/** What `up` would do. Changes nothing, and needs no lock. */
export async function preview(
  context: PulumiContext,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<Preview> {
  const { spec } = target
  const program = programOf(context, spec)
  const checkpoint = await checkpointOf(context, spec.name)
  const { resources } = await carryOut(context, {
    ...{ operation: 'preview', part: 'everything', target: await wholeTarget(context, target, checkpoint) },
    ...{ program, checkpoint, listener, signal },
  })
  return { resources, where: await whereOf(context, spec), estimate: program.estimate(spec) }
}
