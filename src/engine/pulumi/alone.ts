import type { EngineListener } from '../engine.ts'
import { withDeploymentLock } from '../records.ts'
import { mendLocks } from './locks.ts'
import { endOrphans } from './orphans.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { workDirectoryOf } from './work-directory.ts'

/**
 * Runs `work` as the only one that changes this deployment, after what a killed run left behind is out of the way.
 * @throws ZenError `DEPLOYMENT_LOCKED` (exit 5) when somebody else is at it
 */
export async function alone<T>(
  { facts, backend }: PulumiContext,
  name: string,
  listener: EngineListener,
  work: () => Promise<T>,
): Promise<T> {
  return withDeploymentLock(facts.dataDirectory, name, async () => {
    await endOrphans(workDirectoryOf(facts.dataDirectory, backend, name), listener)
    if (backend.folder !== undefined) await mendLocks(backend.folder, name, listener, facts.now())
    return work()
  })
}
