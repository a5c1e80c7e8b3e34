import { deploymentNotFound } from '../../errors/deployment.ts'
import type { EngineListener } from '../engine.ts'
import { carryOut } from './carry-out.ts'
import { freshPlace } from './fresh-place.ts'
import { mendPlace } from './mend.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { existingSituation } from './situation.ts'
import { isOnlyData } from './stored-deployment.ts'

/**
 * Stops the server and keeps everything else. The caller holds the lock.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`
 */
export async function stop(
  context: PulumiContext,
  name: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  const { stored, checkpoint, program, secrets } = await existingSituation(context, name)
  if (isOnlyData(stored)) throw deploymentNotFound(name, [])
  const place = await freshPlace(context, stored, { listener, signal })
  await mendPlace(context, { spec: stored.spec, place, checkpoint, listener, signal })
  listener({ kind: 'step', text: `Stopping the server of "${name}"` })
  await carryOut(context, {
    ...{ operation: 'up', part: 'stopped', target: { spec: stored.spec, secrets } },
    ...{ program, checkpoint, listener, signal },
  })
}
