/** One operation on one stack: everything that has to be so before the engine may start, and the start itself. */
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { ProgramFacts } from '../../../stacks/program-contract.ts'
import type { EngineFacts, Target } from '../engine.ts'
import { type Backend, createBackendFolder } from './backend.ts'
import type { Checkpoint } from './checkpoint.ts'
import { decryption } from './decryption.ts'
import { engineEnvironment } from './environment.ts'
import type { EngineProgram } from './install/engine-program.ts'
import { ensurePassphrase } from './passphrase.ts'
import { type ImportId, recoveryFor } from './pending-operations.ts'
import type { Job } from './protocol.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { mendRemoteLock } from './remote-locks.ts'
import type { Removal } from './removal.ts'
import type { Part } from './stack-names.ts'
import { emptyStack, inThrowawayFolder } from './throwaway-state.ts'
import { prepareWorkDirectory, workDirectoryOf } from './work-directory.ts'
import { runInWorker, type WorkerOptions, type WorkerResult } from './worker-process.ts'

export interface Operation extends Omit<WorkerOptions, 'env' | 'spare'> {
  readonly operation: Job['operation']
  readonly target: Target
  readonly part: Part
  /** Of its provider. */
  readonly program: Pick<ProgramFacts, 'plugins' | 'importId' | 'explain'>
  /** State as it was before; `undefined` when there is no stack yet. */
  readonly checkpoint: Checkpoint | undefined
  /** What the cloud has, where it was asked because an earlier run did not come to its end. */
  readonly found?: readonly CloudResource[] | undefined
  /** The cluster is gone for good. */
  readonly placeGone?: true
  readonly removal?: Removal
  /** More variables for the engine. */
  readonly variables?: Readonly<Record<string, string>>
}

/**
 * Runs the engine. The caller holds the deployment's lock, but for previews, which change nothing.
 * @throws ZenError when there is no engine to run, or the passphrase of the state is not known here
 */
export async function runEngine(context: PulumiContext, operation: Operation): Promise<WorkerResult> {
  const { facts, parts, backend, passphrase } = context
  const { listener, signal, target } = operation
  proveAccess(context, operation)
  const program = await parts.ensureEngine(facts, operation.program.plugins, listener, signal)
  await ensurePassphrase(passphrase, facts)
  if (operation.operation === 'preview') return runPreview(context, operation, program)
  const workDirectory = workDirectoryOf(facts.dataDirectory, backend, target.spec.name)
  const place = { program, workDirectory, backend }
  const result = await run(context, operation, place)
  const isMended =
    result.kind === 'failed' && (await mendRemoteLock(context, target.spec.name, result.failure, listener))
  return isMended ? run(context, operation, place) : result
}

/** Before anything is begun: that secrets can't be read should not come out in the middle of it. */
function proveAccess(context: PulumiContext, { operation, checkpoint, target }: Operation): void {
  // For that no secret is read, and who lost the passphrase has all the more to forget.
  if (operation === 'forget') return
  const { type, salt } = checkpoint?.secretsProvider ?? {}
  if (type === 'passphrase' && salt !== undefined) decryption(context, target.spec.name, salt)
}

/**
 * A preview has a folder of its own, because it needs no lock; and a state of its own where there is no stack yet,
 * because there is no preview without one.
 */
async function runPreview(context: PulumiContext, operation: Operation, program: EngineProgram) {
  return inThrowawayFolder('preview', async (workDirectory) => {
    const { name } = operation.target.spec
    const backend = operation.checkpoint ? context.backend : await emptyStack(workDirectory, name)
    // What the engine only works out, it tells as if it did it.
    const quiet = { ...operation, listener: () => undefined, stays: true } as const
    return run(context, quiet, { program, workDirectory, backend })
  })
}

interface Place {
  readonly program: EngineProgram
  readonly workDirectory: string
  readonly backend: Backend
}

async function run({ facts, parts, passphrase, spare }: PulumiContext, operation: Operation, place: Place) {
  const { program, workDirectory, backend } = place
  createBackendFolder(backend)
  await prepareWorkDirectory(workDirectory)
  const env = engineEnvironment({
    ...{ env: facts.env, backend, passphrase, pulumiHome: program.pulumiHome },
    ...(operation.variables ? { more: operation.variables } : {}),
  })
  const job: Job = {
    ...{ operation: operation.operation, part: operation.part, command: program.command, workDirectory },
    ...operation.target,
    ...(operation.placeGone ? { placeGone: true } : {}),
    ...(operation.removal ? { removal: operation.removal } : {}),
    isNew: operation.checkpoint === undefined && operation.operation !== 'preview',
    ...recoveryOf(operation),
    ...secretsProviderOf(facts, operation),
    ...(parts.registry === undefined ? {} : { registry: parts.registry }),
  }
  return runInWorker(job, { ...operation, env, spare })
}

/** What is only worked out is thrown away, and needs no key service. */
function secretsProviderOf({ secretsProvider }: EngineFacts, { operation }: Operation) {
  return secretsProvider === undefined || operation === 'preview' ? {} : { secretsProvider }
}

function recoveryOf(job: Operation): Pick<Job, 'recovery'> {
  const { operation, checkpoint, program, target, found, listener } = job
  const importId: ImportId = (type, inputs) => program.importId?.(type, inputs, target.spec)
  const recovery =
    checkpoint && operation !== 'preview' && operation !== 'forget'
      ? recoveryFor(checkpoint, { importId, found })
      : undefined
  if (!recovery) return {}
  const { said, ...rest } = recovery
  if (said !== undefined) listener({ kind: 'detail', text: said })
  return { recovery: rest }
}
