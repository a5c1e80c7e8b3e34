import { rm } from 'node:fs/promises'
import type { DestroyDecision, DestroyResult, EngineListener } from '../engine.ts'
import { destroyInCluster } from './destroy-in-cluster.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { situationOf } from './situation.ts'
import { checkpointOf } from './state-reader.ts'
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
  const result = await (situation.program.inquiries ? takeDown(work) : destroyInCluster(work))
  if ((await checkpointOf(context, name)) === undefined) await removeWorkDirectory(context, name)
  return result
}

/** What the engine left where it worked. */
async function removeWorkDirectory({ facts, backend }: PulumiContext, name: string): Promise<void> {
  await rm(workDirectoryOf(facts.dataDirectory, backend, name), { recursive: true, force: true })
}
