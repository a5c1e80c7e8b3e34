import { rm } from 'node:fs/promises'
import { messageOf } from '../../errors/zen-error.ts'
import type { DestroyDecision, DestroyResult, EngineListener } from '../engine.ts'
import { carryOut } from './carry-out.ts'
import type { Checkpoint } from './checkpoint.ts'
import { openPlace } from './cluster-access.ts'
import { mendPlace } from './mend.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { type Situation, situationOf } from './situation.ts'
import { checkpointOf } from './state-reader.ts'
import { isOnlyData } from './stored-deployment.ts'
import { workDirectoryOf } from './work-directory.ts'

/** One destroy; the steps below take it from each other. */
interface Work {
  readonly context: PulumiContext
  readonly name: string
  readonly situation: Situation
  readonly decision: DestroyDecision
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/**
 * Removes the server first, then what the cluster made for it and the data where that is wanted, then everything else.
 * With the data kept, the stack stays: it holds the keys that the data can't be read without. The caller holds the lock.
 */
export async function destroy(
  context: PulumiContext,
  name: string,
  decision: DestroyDecision,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<DestroyResult> {
  const situation = await situationOf(context, name)
  if (!situation) return { left: [], data: { action: 'none' } }
  const work = { context, name, situation, decision, listener, signal }
  if (decision.placeGone) return forget(work)
  await mendPlace(context, { ...situation, spec: situation.stored.spec, listener, signal })
  const location = situation.program.data(situation.stored.spec)
  const keepsData = decision.data === 'keep' && location !== undefined
  await removeServer(work, keepsData)
  await removeRemains(work)
  if (keepsData) return { left: await remainsOf(work), data: { action: 'kept', location } }
  await removeEverything(work)
  await removeWorkDirectory(work)
  const action = location === undefined ? 'none' : 'deleted'
  return { left: await remainsOf(work), data: { action } }
}

/**
 * What was in a cluster that is gone is gone. Where there was nothing else, only the state is forgotten: the same
 * kubeconfig may lead to another cluster by now, which must not be touched.
 */
async function forget(work: Work): Promise<DestroyResult> {
  if (work.situation.program.makesCluster) await removeEverything(work)
  else
    await carryOut(work.context, {
      ...operationOf(work, work.situation.checkpoint),
      operation: 'forget',
      program: { plugins: {} },
    })
  await removeWorkDirectory(work)
  return { left: [], data: { action: 'none' } }
}

/**
 * Everything but the data. Where nothing ever came to its end, even this may be impossible, because it first makes what
 * the data would lie in: then everything is removed at once, if that is wanted anyway.
 */
async function removeServer(work: Work, keepsData: boolean): Promise<void> {
  const { context, situation, listener, signal } = work
  const { stored, checkpoint } = situation
  if (isOnlyData(stored)) return
  listener({ kind: 'step', text: `Removing the server of "${work.name}"` })
  try {
    await carryOut(context, { ...operationOf(work, checkpoint), operation: 'up' })
  } catch (error) {
    if (keepsData || stored.part !== undefined || signal.aborted) throw error
    listener({ kind: 'detail', text: `Removing all of it at once: ${messageOf(error)}` })
  }
}

async function removeRemains({ context, situation, decision, listener, signal }: Work): Promise<void> {
  const { place } = situation
  if (!place) return
  const cluster = await openPlace(context, place)
  await context.parts.cluster.removeRemains(cluster, { data: decision.data }, listener, signal)
}

async function remainsOf({ context, situation, decision }: Work): Promise<readonly string[]> {
  const { place } = situation
  if (!place) return []
  return context.parts.cluster.remains(await openPlace(context, place), { data: decision.data })
}

async function removeEverything(work: Work): Promise<void> {
  const { context, name, listener } = work
  listener({ kind: 'step', text: `Removing everything else of "${name}"` })
  await carryOut(context, { ...operationOf(work, await checkpointOf(context, name)), operation: 'destroy' })
}

/** What the engine left where it worked. */
async function removeWorkDirectory({ context, name }: Work): Promise<void> {
  const { facts, backend } = context
  await rm(workDirectoryOf(facts.dataDirectory, backend, name), { recursive: true, force: true })
}

/** All that the steps have in common. */
function operationOf({ situation, decision, listener, signal }: Work, checkpoint: Checkpoint | undefined) {
  const { stored, program, secrets } = situation
  const variables = decision.placeGone ? { PULUMI_K8S_DELETE_UNREACHABLE: 'true' } : {}
  return {
    ...{ part: 'data' as const, target: { spec: stored.spec, secrets }, program },
    ...{ checkpoint, listener, signal, variables },
    ...(decision.placeGone ? { placeGone: true as const } : {}),
  }
}
