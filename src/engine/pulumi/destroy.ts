import { rm } from 'node:fs/promises'
import type { DestroyDecision, DestroyResult, EngineListener } from '../engine.ts'
import { destroyInCluster } from './destroy-in-cluster.ts'
import { destroySnapshot, lastSnapshotOf } from './last-snapshot.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { situationOf } from './situation.ts'
import { checkpointOf } from './state-reader.ts'
import type { TakingDown } from './survey.ts'
import { takeDown } from './take-down.ts'
import { workDirectoryOf } from './work-directory.ts'

/** Takes a deployment away, or what an earlier destroy left of it. The caller holds the lock. */
export async function destroy(
  context: PulumiContext,
  name: string,
  decision: DestroyDecision,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<DestroyResult> {
  const situation = await situationOf(context, name)
  if (!situation) return { left: [], data: { action: 'none' } }
  const work = { context, situation, decision, listener, signal }
  const result = await carryOutBy(work)
  if ((await checkpointOf(context, name)) === undefined) await removeWorkDirectory(context, name)
  return result
}

async function carryOutBy(work: TakingDown): Promise<DestroyResult> {
  const { program, stored } = work.situation
  if (!program.inquiries) return destroyInCluster(work)
  const snapshot = lastSnapshotOf(stored)
  return snapshot === undefined ? takeDown(work) : destroySnapshot(work, snapshot)
}

/** What the engine left where it worked. */
export async function removeWorkDirectory({ facts, backend }: PulumiContext, name: string): Promise<void> {
  await rm(workDirectoryOf(facts.dataDirectory, backend, name), { recursive: true, force: true })
}
