import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { parseJson } from '../json-fields.ts'
import type { Job } from '../protocol.ts'
import { adoptedState, urnsIn } from './adopted-state.ts'
import { editedState } from './edited-state.ts'
import type { EngineCommand } from './engine-command.ts'

/**
 * Looks at what was going on when the engine was killed: what was created all the same is taken over, so that it is
 * neither made twice nor left behind, and the rest is forgotten. Pulumi's own `--import-pending-creates` only forgets
 * (3.259.0), and the SDK would write the secrets of the state into a file for it. What else is known better than the
 * state does becomes part of it, too.
 */
export async function recover(stack: Stack, command: EngineCommand, job: Job): Promise<void> {
  const { recovery, removal } = job
  if (!recovery && !removal?.edit) return
  const file = join(job.workDirectory, 'state.json')
  const run = (...args: readonly string[]) =>
    command.sdk.run([...args, '--file', file, '--stack', stack.name], job.workDirectory)
  try {
    await run('stack', 'export')
    const state = correctedState(parseJson(await readFile(file, 'utf8')), job)
    await writeFile(file, JSON.stringify(state), { mode: 0o600 })
    await run('stack', 'import')
    const known = urnsIn(state)
    const found = [...(recovery?.adoptions ?? []), ...(removal?.edit?.adopt ?? [])].map(({ urn }) => urn)
    const target = [...found, ...(removal?.edit?.doubt ?? [])].filter((urn) => known.includes(urn))
    if (target.length > 0) await stack.refresh({ runProgram: true, target })
  } finally {
    await rm(file, { force: true })
  }
}

function correctedState(exported: unknown, { recovery, removal }: Job): unknown {
  const edited = removal?.edit ? editedState(exported, removal.edit) : exported
  return recovery ? adoptedState(edited, recovery.adoptions) : edited
}
