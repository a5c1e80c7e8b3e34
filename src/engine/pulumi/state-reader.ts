/** The state of stacks, wherever it is: in a folder it is read by zen, elsewhere by the engine. */
import type { Checkpoint } from './checkpoint.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { readCheckpoint } from './state-files.ts'

/** One stack's state, or `undefined` when there is no such stack. */
export async function checkpointOf(context: PulumiContext, stack: string): Promise<Checkpoint | undefined> {
  const { folder } = context.backend
  if (folder !== undefined) return readCheckpoint(folder, stack)
  const { exportedCheckpoint } = await import('./remote-state.ts')
  return exportedCheckpoint(context, stack)
}
