import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js'
import type { ProgramFacts } from '../../../../stacks/program-contract.ts'
import { parseJson } from '../json-fields.ts'
import type { Job } from '../protocol.ts'
import { type Adoptable, adoptedState, interruptedCreations, urnsIn } from './adopted-state.ts'
import { editedState, withFound } from './edited-state.ts'
import type { EngineCommand } from './engine-command.ts'
import { lostCreations } from './lost-creations.ts'
import { plannedCreations } from './planned-creations.ts'

type ProgramIds = Pick<ProgramFacts, 'importId'>

interface Means {
  readonly ids: ProgramIds
  /** Is told why something could not be looked at. */
  readonly hear: (event: EngineEvent) => void
}

/**
 * Looks at what an earlier run left that the state does not know: what was going on when the engine was killed, and what
 * was made although the engine was told an error. What is there is taken over, so that it is neither made twice nor left
 * behind, and the rest is forgotten. Pulumi's own `--import-pending-creates` only forgets (3.259.0), and the SDK would
 * write the secrets of the state into a file for it. What else is known better than the state does becomes part of it,
 * too.
 */
export async function recover(
  stack: Stack,
  command: EngineCommand,
  job: Job,
  { ids, hear }: Means,
): Promise<void> {
  const { recovery, removal } = job
  if (!recovery && !removal?.edit) return
  const file = join(job.workDirectory, 'state.json')
  const run = (...args: readonly string[]) =>
    command.sdk.run([...args, '--file', file, '--stack', stack.name], job.workDirectory)
  const become = async (text: string) => {
    await writeFile(file, text, { mode: 0o600 })
    await run('stack', 'import')
  }
  try {
    await run('stack', 'export')
    const before = await readFile(file, 'utf8')
    const exported = parseJson(before)
    const edited = removal?.edit ? editedState(exported, removal.edit) : exported
    const adoptables = await adoptablesIn(edited, { stack, job, ids })
    const recovered = recovery
      ? adoptedState(edited, removal ? guardedUntilLifted(adoptables) : adoptables)
      : edited
    const state = withFound(recovered, removal?.edit?.adopt ?? [])
    await become(JSON.stringify(state))
    const known = urnsIn(state)
    const found = [...adoptables, ...(removal?.edit?.adopt ?? [])].map(({ urn }) => urn)
    const target = [...found, ...(removal?.edit?.doubt ?? [])].filter((urn) => known.includes(urn))
    if (target.length === 0) return
    // The program brings a fresh login of the cluster. It also says what is protected, which is not asked here.
    const runProgram = !job.placeGone
    const onEvent = (event: EngineEvent) => {
      if (event.diagnosticEvent?.severity === 'error') hear(event)
    }
    await stack.refresh({ runProgram, target, onEvent }).catch(async (error: unknown) => {
      // What nobody could look at must not be taken for something that is there.
      if (!removal?.edit) await become(before)
      throw error
    })
  } finally {
    await rm(file, { force: true })
  }
}

/** What is to be removed may be protected in its cloud, whatever became of the run that made it. */
function guardedUntilLifted(adoptables: readonly Adoptable[]): readonly Adoptable[] {
  return adoptables.map((one) =>
    String(one.state['type']).startsWith('kubernetes:')
      ? one
      : { ...one, state: { ...one.state, protect: true } },
  )
}

interface Looking {
  readonly stack: Stack
  readonly job: Job
  readonly ids: ProgramIds
}

async function adoptablesIn(state: unknown, { stack, job, ids }: Looking): Promise<readonly Adoptable[]> {
  const { recovery, spec } = job
  if (!recovery) return []
  const interrupted = interruptedCreations(state, recovery.adoptions)
  if (!recovery.found) return interrupted
  const lost = lostCreations(await plannedCreations(stack), recovery.found, (type, inputs) =>
    ids.importId?.(type, inputs, spec),
  )
  const known = new Set(interrupted.map(({ urn }) => urn))
  return [...interrupted, ...lost.filter(({ urn }) => !known.has(urn))]
}
