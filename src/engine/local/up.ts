import type { Spec } from '../../../stacks/contract.ts'
import { ensureAdministrator } from '../../client/administrator.ts'
import { interrupted } from '../../errors/deployment.ts'
import {
  databaseInUse,
  databaseNotWritable,
  migrationWarning,
  passwordNeeded,
  serverNotStopped,
} from '../../errors/local.ts'
import type { ProcessIdentity } from '../../storage/process-identity.ts'
import type { EngineListener, Target, UpResult } from '../engine.ts'
import { writeRecord, writeSecrets } from '../records.ts'
import { isLoopback, urlOf } from './address.ts'
import { databaseProblem } from './database.ts'
import type { LocalRecord, LocalRuntime } from './local-record.ts'
import { type LocalFacts, type Plan, planUp, resourcesOf } from './plan.ts'
import { portError } from './port-check.ts'
import { makeEnvironment } from './python-environment.ts'
import { otherServerOf } from './served-databases.ts'
import { stopServer } from './server-process.ts'
import { waitUntilReady } from './server-readiness.ts'
import { newJwtKey, type RunOptions, runServer } from './server-run.ts'
import { compareVersions } from './zenml-version.ts'

/** A server that answered before and is silent for so long hangs. */
const HUNG_MS = 10_000

export interface UpOptions {
  readonly facts: LocalFacts
  readonly target: Target
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** @throws ZenError of `errors/local.ts` and `errors/server.ts`; `INTERRUPTED` when the signal was aborted */
export async function up(options: UpOptions): Promise<UpResult> {
  try {
    options.signal.throwIfAborted()
    return await planned(options)
  } catch (error) {
    if (options.signal.aborted) throw interrupted(['Continue: run the same command again.'])
    throw error
  }
}

async function planned({ facts, target, listener, signal }: UpOptions): Promise<UpResult> {
  listener({ kind: 'step', text: 'Looking for a Python with ZenML' })
  const plan = await planUp(facts, target)
  await refuseWhatCannotWork(plan, { facts, target, listener, signal })
  if (plan.actions.environment === 'create') await environment(plan, { facts, target, listener, signal })
  const secrets = { ...plan.secrets, jwtKey: plan.secrets['jwtKey'] ?? newJwtKey() }
  if (secrets.jwtKey !== plan.secrets['jwtKey']) await writeSecrets(plan.directory, secrets)
  const run: RunOptions = {
    facts,
    spec: withAbsolutePython(target.spec, plan),
    plan,
    settings: plan.settings,
    secrets,
    listener,
    signal,
  }
  const runtime = await serve(run)
  const password = await administrator(run)
  return finish(run, runtime, password)
}

/** A relative path means something else where the next command is typed. */
function withAbsolutePython(spec: Spec, { options, settings }: Plan): Spec {
  if (options.python === undefined) return spec
  return { ...spec, options: { ...spec.options, python: settings.python } }
}

/** Everything that can be known to fail before the running server is touched. */
async function refuseWhatCannotWork(plan: Plan, { facts, target, listener }: UpOptions): Promise<void> {
  const { options, settings, running, record, usedBy } = plan
  if (!isLoopback(options.host) && !(options.password ?? plan.secrets['password'])) {
    throw passwordNeeded(options.host)
  }
  const unwritable = await databaseProblem(settings.database)
  if (unwritable !== undefined) throw databaseNotWritable(settings.database, unwritable)
  const other = await otherServerOf(settings.database, { facts, except: target.spec.name })
  if (other !== undefined) throw databaseInUse(settings.database, other)
  const holdsPort = running !== undefined && record?.runtime.port === settings.port
  const unusable = holdsPort ? undefined : await portError(settings, facts)
  if (unusable) throw unusable
  if (usedBy !== undefined && compareVersions(settings.version, usedBy) > 0) {
    listener({ kind: 'warning', text: migrationWarning(settings.version, usedBy) })
  }
}

async function environment(
  { candidates, settings }: Plan,
  { facts, listener, signal }: UpOptions,
): Promise<void> {
  const { dataDirectory, env } = facts
  await makeEnvironment({ dataDirectory, env, version: settings.version, candidates, listener, signal })
}

/** A running server that fits and answers stays; anything else is replaced. */
async function serve(run: RunOptions): Promise<LocalRuntime> {
  const { running, record, actions } = run.plan
  if (running && record && actions.server === 'same' && (await answers(run, record, running)))
    return record.runtime
  if (running) await stop(running, run)
  if (mustBeSecuredFirst(run)) await secure(run)
  return runServer(run)
}

/** Whether the server of an earlier `up` answers; one that never did so may still be starting. */
async function answers(run: RunOptions, { runtime, complete }: LocalRecord, process: ProcessIdentity) {
  try {
    await waitUntilReady({ ...run, runtime, process, ...(complete && { timeoutMs: HUNG_MS }) })
    return true
  } catch (error) {
    if (run.signal.aborted) throw error
    run.listener({ kind: 'warning', text: 'The server did not answer, so it is started again.' })
    return false
  }
}

/** A server that others reach may not be open for even a moment, and a client's database comes without password. */
function mustBeSecuredFirst({ plan }: RunOptions): boolean {
  return !isLoopback(plan.options.host) && plan.actions.administrator === 'update'
}

async function secure(run: RunOptions): Promise<void> {
  const behindDoors = { ...run, settings: { ...run.settings, host: '127.0.0.1' } }
  const { process } = await runServer(behindDoors)
  try {
    await administrator(behindDoors)
  } finally {
    if (process) await stop(process, run)
  }
}

async function stop(process: ProcessIdentity, { listener }: RunOptions): Promise<void> {
  listener({ kind: 'step', text: 'Stopping the server' })
  if (!(await stopServer(process))) throw serverNotStopped(process.pid)
}

/** @returns the administrator's password */
async function administrator({ plan, settings, secrets, listener }: RunOptions): Promise<string> {
  const { username, password: wanted } = plan.options
  if (plan.record?.complete && plan.actions.administrator === 'same') return secrets['password'] ?? ''
  listener({ kind: 'step', text: `Logging in as ${username}` })
  const known = [...(secrets['password'] ? [secrets['password']] : []), '']
  const server = { url: urlOf(settings.host, settings.port) }
  const { password } = await ensureAdministrator(server, {
    username,
    ...(wanted !== undefined && { wanted }),
    known,
  })
  await writeSecrets(plan.directory, { ...secrets, password, localDatabase: settings.database })
  return password
}

async function finish(run: RunOptions, runtime: LocalRuntime, password: string): Promise<UpResult> {
  const { facts, spec, plan, settings } = run
  const { username } = plan.options
  const outputs = {
    url: urlOf(settings.host, settings.port),
    username,
    database: { type: 'sqlite' as const },
    version: settings.version,
  }
  const now = facts.now().toISOString()
  const createdAt = plan.record?.createdAt ?? now
  const resources = resourcesOf(plan, facts.dataDirectory)
  const unchanged = plan.record?.complete && JSON.stringify(plan.record.spec) === JSON.stringify(spec)
  if (!unchanged || resources.some(({ action }) => action !== 'same')) {
    await writeRecord(plan.directory, {
      schema: 1,
      spec,
      createdAt,
      updatedAt: now,
      complete: true,
      outputs,
      runtime,
    })
  }
  return { outputs: { ...outputs, password }, resources }
}
