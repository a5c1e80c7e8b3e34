/** Whether the last run on a deployment came to its end, and what its cloud has of it when it did not. */
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Asking, askRemains } from './inquire.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { storedDeployment } from './stored-deployment.ts'
import { workDirectoryOf } from './work-directory.ts'

/**
 * Runs `work`; as long as it did not come to its end, there is a file that says so. The state itself says it too, but
 * not of a run that was to make again what somebody took away.
 */
export async function markedUntilDone<T>(
  context: PulumiContext,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const mark = markOf(context, name)
  await mkdir(join(mark, '..'), { recursive: true, mode: 0o700 })
  await writeFile(mark, '', { mode: 0o600 })
  const done = await work()
  await rm(mark, { force: true })
  return done
}

/**
 * What the cloud has of a deployment whose last run may have made more than the state knows; `undefined` where that can't
 * be, or nobody can be asked.
 * @throws ZenError `CLOUD_REFUSED`, `INTERRUPTED`
 */
export async function foundAfterUnfinishedRun(
  context: PulumiContext,
  checkpoint: Checkpoint | undefined,
  asking: Asking,
): Promise<readonly CloudResource[] | undefined> {
  const { spec } = asking
  const stored = checkpoint && storedDeployment(spec.name, checkpoint)
  if (!stored || !programOf(context, spec).inquiries) return undefined
  const isWhole = stored.status !== 'incomplete' && !existsSync(markOf(context, spec.name))
  return isWhole ? undefined : askRemains(context, { ...asking, stored: stored.spec })
}

function markOf({ facts, backend }: PulumiContext, name: string): string {
  return join(workDirectoryOf(facts.dataDirectory, backend, name), 'unfinished')
}
