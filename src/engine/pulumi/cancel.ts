import { breakDeploymentLock } from '../records.ts'
import { removeLocks } from './locks.ts'
import { endOrphans } from './orphans.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { workDirectoryOf } from './work-directory.ts'

/**
 * Takes every lock on the deployment away, whoever holds it. What still works on it on this computer is stopped first,
 * so that it is not two that change it.
 */
export async function cancel(context: PulumiContext, name: string): Promise<void> {
  const { facts, backend } = context
  await endOrphans(workDirectoryOf(facts.dataDirectory, backend, name), () => undefined)
  if (backend.folder !== undefined) await removeLocks(backend.folder, name)
  else await (await import('./remote-state.ts')).cancelRemotely(context, name)
  await breakDeploymentLock(facts.dataDirectory, name)
}
