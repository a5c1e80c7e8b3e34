import type { Outputs } from '../../../stacks/contract.ts'
import { interrupted } from '../../errors/deployment.ts'
import { engineFailed } from '../../errors/pulumi.ts'
import type { EngineListener, Target, UpResult } from '../engine.ts'
import { awaitServer } from './awaited-server.ts'
import { carryOut, type Done } from './carry-out.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openPlace, placeOf } from './cluster-access.ts'
import { askPlace } from './inquire.ts'
import { fieldOf } from './json-fields.ts'
import { mendPlace } from './mend.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { toPlace } from './recorded-values.ts'
import { releaseType } from './stack-names.ts'
import { checkpointOf } from './state-reader.ts'
import { outputsOf } from './stored-deployment.ts'
import { foundAfterUnfinishedRun, markedUntilDone } from './unfinished-run.ts'
import { previousPassword, wholeTarget } from './whole-target.ts'

/** Carries a deployment out, from wherever an earlier run left it. The caller holds its lock. */
export async function up(
  context: PulumiContext,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<UpResult> {
  const { name } = target.spec
  if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
  const checkpoint = await checkpointOf(context, name)
  const whole = await wholeTarget(context, target, checkpoint)
  const { spec } = whole
  const asking = { spec, listener, signal }
  const found = await foundAfterUnfinishedRun(context, checkpoint, asking)
  const isInside = checkpoint !== undefined && mayHoldRelease(checkpoint, found !== undefined)
  const place = placeOf(context, spec) ?? (isInside ? await askPlace(context, asking) : undefined)
  await mendPlace(context, { spec, place, checkpoint, listener, signal, willRun: true })
  const done = await markedUntilDone(context, name, () =>
    carryOut(context, {
      ...{ operation: 'up', part: 'everything', target: whole, found },
      ...{ program: programOf(context, spec), checkpoint, listener, signal },
    }),
  )
  const outputs = await finish(context, whole, { done, listener, signal })
  return { outputs, resources: done.resources }
}

/** Whether a run that did not come to its end may have left a release behind, in a cluster that only its cloud knows. */
function mayHoldRelease({ pending, resources }: Checkpoint, isUnfinished: boolean): boolean {
  const halfMade = [...pending.map(({ resource }) => resource), ...resources.filter((one) => one.halfMade)]
  const wasInside = resources.some(({ type }) => type.startsWith('kubernetes:'))
  return (isUnfinished && wasInside) || halfMade.some(({ type }) => type === releaseType)
}

interface Finish {
  readonly done: Done
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** A server without an address is reached through a port of this computer for so long. */
async function finish(
  context: PulumiContext,
  target: Target,
  { done, listener, signal }: Finish,
): Promise<Outputs> {
  const outputs = outputsOf(done.outputs, () => String)
  if (!outputs) throw engineFailed(target.spec.name, 'The program did not say where the server is.')
  const { secrets } = target
  const finishing = { outputs, url: outputs.url, secrets, known: previousPassword(secrets), listener, signal }
  const place = toPlace(fieldOf(done.outputs, 'place')) ?? placeOf(context, target.spec)
  if (!outputs.unexposed || !place) return awaitServer(finishing)
  const cluster = await openPlace(context, place)
  const forward = await context.parts.cluster.forward(cluster, { port: 0, signal })
  try {
    return await awaitServer({ ...finishing, url: forward.url })
  } finally {
    await forward.close()
  }
}
