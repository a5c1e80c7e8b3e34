import { LocalWorkspace, Stack } from '@pulumi/pulumi/automation/index.js'
import type { Provider } from '../../../../stacks/contract.ts'
import type { ClusterPlace, ProgramFacts } from '../../../../stacks/program-contract.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import type { EngineFailure, FromWorker, Job } from '../protocol.ts'
import type { Removal } from '../removal.ts'
import { type EngineCommand, EngineExit } from './engine-command.ts'
import { type EventTranslator, eventTranslator } from './engine-events.ts'
import { inquiriesOf, inquiry } from './inquiry.ts'
import { recover } from './recover.ts'
import { secretHider } from './secret-hider.ts'
import { wrappedProgram } from './wrapped-program.ts'

type Tell = (report: FromWorker) => void

/** Carries one operation out and says how it went. Never throws. */
export async function runOperation(job: Job, command: EngineCommand, tell: Tell): Promise<FromWorker> {
  const { learn, hide } = secretHider()
  learn(job.secrets)
  let facts: ProgramFacts | undefined
  const partOf = (type: string, name: string) => facts?.partOf?.(type, name)
  const events = eventTranslator((event) => tell({ kind: 'event', event }), { hide, partOf })
  let outputs: unknown
  try {
    const finish = (values: unknown) => {
      outputs = values
    }
    const announce = (place: ClusterPlace) => tell({ kind: 'place', place })
    facts = await factsOf(job)
    const program = job.question
      ? inquiry(await inquiriesOf(facts), job, finish)
      : wrappedProgram(await facts.load(), job, { announce, finish, generate: learn })
    await operate(job, { command, events, facts, program })
    return { kind: 'done', resources: events.changes(), outputs }
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error, events, hide) }
  }
}

/** @throws Error when zen does not know the provider, or it has no program: a mistake of ours */
async function factsOf({ spec, registry }: Job): Promise<ProgramFacts> {
  const { providers }: { providers: readonly Provider[] } = registry
    ? await import(registry)
    : await import('../../../../stacks/index.ts')
  const program = providers.find(({ id }) => id === spec.provider)?.program
  if (!program) throw new Error(`The provider "${spec.provider}" has no program`)
  return program
}

interface Means {
  readonly command: EngineCommand
  readonly events: EventTranslator
  /** Of the provider. */
  readonly facts: ProgramFacts
  readonly program: () => Promise<Record<string, unknown>>
}

async function operate(job: Job, { command, events, facts, program }: Means): Promise<void> {
  const { hear } = events
  const { operation, spec, workDirectory, secretsProvider, isNew, removal = {} } = job
  const workspace = await LocalWorkspace.create({
    ...{ workDir: workDirectory, pulumiCommand: command.sdk, program },
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
  })
  const stack = isNew ? await Stack.create(spec.name, workspace) : await Stack.select(spec.name, workspace)
  if (operation === 'forget') return workspace.removeStack(spec.name, { force: true })
  await recover(stack, command, job, { ids: facts, hear })
  if (operation === 'look') return
  if (operation === 'preview' || operation === 'inquire') await stack.preview({ onEvent: hear })
  else if (operation === 'up') await stack.up({ onEvent: hear, ...extentOf(removal) })
  else {
    // Without the program, clusters and clouds would be asked with the short-lived logins of the last run.
    const dependents = removal.only ? { targetDependents: true } : {}
    await stack.destroy({ onEvent: hear, runProgram: true, ...extentOf(removal), ...dependents })
    if (operation === 'destroy') await workspace.removeStack(spec.name)
  }
}

function extentOf({ only, except, isPatient }: Removal) {
  return {
    ...(only ? { target: [...only] } : {}),
    ...(except ? { exclude: [...except] } : {}),
    ...(isPatient ? { continueOnError: true } : {}),
  }
}

function failureOf(error: unknown, events: EventTranslator, hide: (text: string) => string): EngineFailure {
  const diagnostics = events.diagnostics()
  if (!(error instanceof EngineExit))
    return { diagnostics: [...diagnostics, { message: hide(messageOf(error)) }], words: '' }
  const { exitCode, words } = error
  return { diagnostics, words: hide(words), ...(exitCode === undefined ? {} : { exitCode }) }
}
