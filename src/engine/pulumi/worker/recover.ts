import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { parseJson } from '../json-fields.ts'
import type { Job } from '../protocol.ts'
import { adoptedState, urnsIn } from './adopted-state.ts'
import type { EngineCommand } from './engine-command.ts'

/**
 * Looks at what was going on when the engine was killed: what was created all the same is taken over, so that it is
 * neither made twice nor left behind, and the rest is forgotten. Pulumi's own `--import-pending-creates` only forgets
 * (3.259.0), and the SDK would write the secrets of the state into a file for it.
 */
export async function recover(stack: Stack, command: EngineCommand, job: Job): Promise<void> {
  if (!job.recovery) return
  const { adoptions } = job.recovery
  const file = join(job.workDirectory, 'state.json')
  const run = (...args: readonly string[]) =>
    command.sdk.run([...args, '--file', file, '--stack', stack.name], job.workDirectory)
  try {
    await run('stack', 'export')
    const state = adoptedState(parseJson(await readFile(file, 'utf8')), adoptions)
    await writeFile(file, JSON.stringify(state), { mode: 0o600 })
    await run('stack', 'import')
    const known = urnsIn(state)
    const target = adoptions.map(({ urn }) => urn).filter((urn) => known.includes(urn))
    if (target.length > 0) await stack.refresh({ runProgram: true, target })
  } finally {
    await rm(file, { force: true })
  }
}
