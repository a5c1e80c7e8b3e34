/** What `up` has to do: found out by looking only, so that preview and up are the same way walked less or more far. */
import { databaseNewerThanServer } from '../../errors/local.ts'
import { isAlive, type ProcessIdentity } from '../../storage/process-identity.ts'
import type { ChangeAction, EngineFacts, Preview, ResourceChange, Target } from '../engine.ts'
import { deploymentDirectory, readSecrets, type StoredSecrets } from '../records.ts'
import { urlOf } from './address.ts'
import { databaseExists, databaseFile } from './database.ts'
import { type LocalRecord, readLocalRecord, type ServerSettings } from './local-record.ts'
import { type LocalOptions, localOptions } from './options.ts'
import { environmentDirectory, environmentPython } from './python-environment.ts'
import type { ProbePython, Python } from './python-probe.ts'
import { findPython } from './python-search.ts'
import { compareVersions } from './zenml-version.ts'

/** What the local engine knows besides: Pythons that it asked already. */
export interface LocalFacts extends EngineFacts {
  readonly probe?: ProbePython
}

export interface Plan {
  readonly directory: string
  readonly options: LocalOptions
  readonly record: LocalRecord | undefined
  readonly secrets: StoredSecrets
  readonly settings: ServerSettings
  /** To make an environment with, if `actions.environment` is `create`. */
  readonly candidates: readonly Python[]
  /** Present while the server of an earlier `up` lives. */
  readonly running: ProcessIdentity | undefined
  /** Version of the client or server that used the existing database last, when it is known. */
  readonly usedBy: string | undefined
  readonly actions: {
    /** Absent when the Python is not of zen's making. */
    readonly environment?: ChangeAction
    readonly database: ChangeAction
    readonly administrator: ChangeAction
    readonly server: ChangeAction
  }
}

/** @throws ZenError about a Python that was asked for and can't serve this database */
export async function planUp(facts: LocalFacts, target: Target): Promise<Plan> {
  const { name } = target.spec
  const directory = deploymentDirectory(facts.dataDirectory, name)
  const options = localOptions(facts, target)
  const database = databaseFile(facts)
  const [record, secrets, exists] = await Promise.all([
    readLocalRecord(facts.dataDirectory, name),
    readSecrets(directory),
    databaseExists(database),
  ])
  const usedBy = exists ? newest(facts.clientVersion, servedBy(record, database)) : undefined
  const version = usedBy ?? facts.clientVersion
  const { choice, candidates } = await findPython({
    env: facts.env,
    ...(facts.probe && { probe: facts.probe }),
    dataDirectory: facts.dataDirectory,
    ...(options.python !== undefined && { wanted: options.python }),
    ...(record && { previous: record.runtime.python }),
    ...(version !== undefined && { version }),
  })
  const python =
    choice.kind === 'make' ? environmentPython(facts.dataDirectory, choice.version) : choice.python
  if (usedBy !== undefined && compareVersions(choice.version, usedBy) < 0) {
    throw databaseNewerThanServer(choice.version, usedBy, python)
  }
  const settings = { python, version: choice.version, host: options.host, port: options.port, database }
  const running =
    record?.runtime.process && (await isAlive(record.runtime.process)) ? record.runtime.process : undefined
  const ownPython = python === environmentPython(facts.dataDirectory, choice.version)
  return {
    directory,
    options,
    record,
    secrets,
    settings,
    candidates,
    running,
    usedBy,
    actions: {
      ...(ownPython && { environment: choice.kind === 'make' ? 'create' : 'same' }),
      database: exists ? 'same' : 'create',
      administrator: exists ? administratorAction({ options, record, secrets }) : 'create',
      server: running === undefined ? 'create' : isSame(record?.runtime, settings) ? 'same' : 'replace',
    },
  }
}

/** The plan in the words of the preview. */
export function resourcesOf(
  { actions, options, settings }: Plan,
  dataDirectory: string,
): readonly ResourceChange[] {
  const { environment, database, administrator, server } = actions
  const environmentName = environmentDirectory(dataDirectory, settings.version)
  return [
    ...(environment ? [{ type: 'Python environment', name: environmentName, action: environment }] : []),
    { type: 'SQLite database', name: settings.database, action: database },
    { type: 'ZenML server', name: urlOf(settings.host, settings.port), action: server },
    { type: 'ZenML administrator', name: options.username, action: administrator },
  ]
}

export function previewOf(plan: Plan, { dataDirectory, now }: EngineFacts): Preview {
  const minutes = plan.actions.environment === 'create' ? 3 : 1
  return {
    resources: resourcesOf(plan, dataDirectory),
    where: 'this computer',
    estimate: { minutes, monthlyUsd: 0, asOf: now().toISOString().slice(0, 10) },
  }
}

function administratorAction({
  options,
  record,
  secrets,
}: Pick<Plan, 'options' | 'record' | 'secrets'>): ChangeAction {
  const otherName = record?.outputs !== undefined && record.outputs.username !== options.username
  const otherPassword = options.password !== undefined && options.password !== secrets['password']
  return otherName || otherPassword ? 'update' : 'same'
}

function servedBy(record: LocalRecord | undefined, database: string): string | undefined {
  return record?.runtime.database === database ? record.runtime.version : undefined
}

function newest(...versions: readonly (string | undefined)[]): string | undefined {
  return versions
    .filter((version) => version !== undefined)
    .toSorted(compareVersions)
    .at(-1)
}

function isSame(before: ServerSettings | undefined, after: ServerSettings): boolean {
  const { python, version, host, port, database } = after
  return (
    before?.python === python &&
    before.version === version &&
    before.host === host &&
    before.port === port &&
    before.database === database
  )
}
