import { messageOf } from '../../errors/zen-error.ts'
import type { DestroyResult } from '../engine.ts'
import { carryOut } from './carry-out.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openPlace } from './cluster-access.ts'
import { mendPlace } from './mend.ts'
import { checkpointOf } from './state-reader.ts'
import { isOnlyData } from './stored-deployment.ts'
import type { TakingDown } from './survey.ts'

/**
 * Takes a deployment out of a cluster of somebody else: the server first, then what the cluster made for it and the data
 * where that is wanted, then everything else. With the data kept, the stack stays: it holds the keys that the data can't
 * be read without.
 */
export async function destroyInCluster(work: TakingDown): Promise<DestroyResult> {
  const { context, situation, decision, listener, signal } = work
  if (decision.placeGone) return forget(work)
  await mendPlace(context, { ...situation, spec: situation.stored.spec, listener, signal })
  const location = situation.program.data(situation.stored.spec)
  const keepsData = decision.data !== 'delete' && location !== undefined
  await removeServer(work, keepsData)
  await removeRemains(work)
  if (keepsData) return { left: await remainsOf(work), data: { action: 'kept', location } }
  await removeEverything(work)
  const action = location === undefined ? 'none' : 'deleted'
  return { left: await remainsOf(work), data: { action } }
}

/**
 * What was in a cluster that is gone is gone, and there was nothing else, so only the state is forgotten: the same
 * kubeconfig may lead to another cluster by now, which must not be touched.
 */
async function forget(work: TakingDown): Promise<DestroyResult> {
  await carryOut(work.context, {
    ...operationOf(work, work.situation.checkpoint),
    operation: 'forget',
    program: { plugins: {} },
  })
  return { left: [], data: { action: 'none' } }
}

/**
 * Everything but the data. Where nothing ever came to its end, even this may be impossible, because it first makes what
 * the data would lie in: then everything is removed at once, if that is wanted anyway.
 */
async function removeServer(work: TakingDown, keepsData: boolean): Promise<void> {
  const { context, situation, listener, signal } = work
  const { stored, checkpoint } = situation
  if (isOnlyData(stored)) return
  listener({ kind: 'step', text: `Removing the server of "${stored.name}"` })
  try {
    await carryOut(context, { ...operationOf(work, checkpoint), operation: 'up' })
  } catch (error) {
    if (keepsData || stored.part !== undefined || signal.aborted) throw error
    listener({ kind: 'detail', text: `Removing all of it at once: ${messageOf(error)}` })
  }
}

async function removeRemains({ context, situation, decision, listener, signal }: TakingDown): Promise<void> {
  const { place } = situation
  if (!place) return
  const cluster = await openPlace(context, place)
  await context.parts.cluster.removeRemains(cluster, { data: decision.data }, listener, signal)
}

async function remainsOf({ context, situation, decision }: TakingDown): Promise<readonly string[]> {
  const { place } = situation
  if (!place) return []
  return context.parts.cluster.remains(await openPlace(context, place), { data: decision.data })
}

async function removeEverything(work: TakingDown): Promise<void> {
  const { context, situation, listener } = work
  const { name } = situation.stored
  listener({ kind: 'step', text: `Removing everything else of "${name}"` })
  await carryOut(context, { ...operationOf(work, await checkpointOf(context, name)), operation: 'destroy' })
}

/** All that the steps have in common. */
function operationOf({ situation, listener, signal }: TakingDown, checkpoint: Checkpoint | undefined) {
  const { stored, program, secrets } = situation
  return {
    ...{ part: 'data' as const, target: { spec: stored.spec, secrets }, program },
    ...{ checkpoint, listener, signal },
  }
}
