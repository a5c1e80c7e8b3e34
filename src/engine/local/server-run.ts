/** One run of the server: from a free port to an answer, written down at every step. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Spec } from '../../../stacks/contract.ts'
import type { ProcessIdentity } from '../../storage/process-identity.ts'
import type { EngineFacts, EngineListener } from '../engine.ts'
import { type StoredSecrets, writeRecord } from '../records.ts'
import { readClientSettings } from './client-settings.ts'
import { localStoresDirectory } from './database.ts'
import type { LocalRecord, LocalRuntime, ServerSettings } from './local-record.ts'
import { rotateLog } from './log-file.ts'
import type { Plan } from './plan.ts'
import { waitUntilFree } from './port.ts'
import { portError } from './port-check.ts'
import { serverEnvironment } from './server-environment.ts'
import { launchServer, stopServer } from './server-process.ts'
import { waitUntilReady } from './server-readiness.ts'

export interface RunOptions {
  readonly facts: EngineFacts
  readonly spec: Spec
  readonly plan: Plan
  readonly settings: ServerSettings
  readonly secrets: StoredSecrets
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/**
 * Starts the server and waits until it answers. When that fails or is interrupted, the server is stopped again.
 * @throws ZenError `PORT_IN_USE` and its kin, those of {@link waitUntilReady}, or the signal's reason
 */
export async function runServer(options: RunOptions): Promise<LocalRuntime> {
  const { facts, plan, settings, listener } = options
  await waitUntilFree(settings.host, settings.port, 3_000)
  const unusable = await portError(settings, facts)
  if (unusable) throw unusable
  await mkdir(plan.directory, { recursive: true, mode: 0o700 })
  await mkdir(dirname(settings.database), { recursive: true, mode: 0o700 })
  const logFile = join(plan.directory, 'server.log')
  await rotateLog(logFile)
  listener({ kind: 'step', text: `Starting ZenML ${settings.version}` })
  const idle: LocalRuntime = { ...settings, logFile }
  const identity = await launchServer({
    ...settings,
    directory: plan.directory,
    logFile,
    env: await environmentOf(options),
    started: (process) => save(options, { ...idle, process }),
  })
  const runtime = { ...idle, process: identity }
  await readyOrStopped(options, runtime, identity)
  return { ...runtime, process: identity }
}

/** Waits for a server that an earlier zen started, or that this one did. */
async function readyOrStopped(
  options: RunOptions,
  runtime: LocalRuntime,
  process: ProcessIdentity,
): Promise<void> {
  try {
    await waitUntilReady({ runtime, process, listener: options.listener, signal: options.signal })
  } catch (error) {
    await stopServer(process)
    const { process: _gone, ...idle } = runtime
    await save(options, idle)
    throw error
  }
}

/** The record of an `up` that is not at its end. */
async function save({ facts, spec, plan }: RunOptions, runtime: LocalRuntime): Promise<void> {
  const now = facts.now().toISOString()
  const record: LocalRecord = {
    schema: 1,
    spec,
    createdAt: plan.record?.createdAt ?? now,
    updatedAt: now,
    complete: false,
    ...(plan.record?.outputs && { outputs: plan.record.outputs }),
    runtime,
  }
  await writeRecord(plan.directory, record)
}

async function environmentOf({ facts, plan, secrets }: RunOptions) {
  return serverEnvironment({
    env: facts.env,
    configDirectory: join(plan.directory, 'zenml'),
    localStores: localStoresDirectory(facts),
    username: plan.options.username,
    password: plan.options.password ?? secrets['password'] ?? '',
    jwtKey: secrets['jwtKey'] ?? newJwtKey(),
    client: await readClientSettings(facts.clientDirectory),
  })
}

/** Tokens are signed with it: a new one at every start would log everybody out. */
export function newJwtKey(): string {
  return randomBytes(32).toString('hex')
}
