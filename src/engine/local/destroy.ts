import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deploymentNotFound } from '../../errors/deployment.ts'
import { databaseInUse, serverNotStopped } from '../../errors/local.ts'
import { isAlive } from '../../storage/process-identity.ts'
import type { DataDecision, DestroyPlan, DestroyResult, EngineFacts, EngineListener } from '../engine.ts'
import { deploymentDirectory, readSecrets, removeRecord, writeRecord } from '../records.ts'
import { databaseExists, deleteDatabase } from './database.ts'
import { type LocalRecord, readLocalRecord, readLocalRecords } from './local-record.ts'
import { otherServerOf } from './served-databases.ts'
import { stopServer } from './server-process.ts'

/**
 * Stops the server and keeps everything.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, `SERVER_NOT_STOPPED`
 */
export async function stop(facts: EngineFacts, name: string, listener: EngineListener): Promise<void> {
  const record = await readLocalRecord(facts.dataDirectory, name)
  if (!record) throw await notFound(facts, name)
  const { process, ...idle } = record.runtime
  if (!process) return
  listener({ kind: 'step', text: 'Stopping the server' })
  if (!(await stopServer(process))) throw serverNotStopped(process.pid)
  const updatedAt = facts.now().toISOString()
  await writeRecord(deploymentDirectory(facts.dataDirectory, name), { ...record, updatedAt, runtime: idle })
}

/** What {@link destroy} would remove; `undefined` when neither a deployment nor data it kept is known. */
export async function planDestroy(facts: EngineFacts, name: string): Promise<DestroyPlan | undefined> {
  const record = await readLocalRecord(facts.dataDirectory, name)
  const database = await databaseOf(facts, name, record)
  if (!record && database === undefined) return undefined
  const alive = record?.runtime.process !== undefined && (await isAlive(record.runtime.process))
  const server = { type: 'ZenML server', name: record?.outputs?.url ?? name, action: 'delete' as const }
  return {
    resources: alive ? [server] : [],
    where: 'this computer',
    ...(database !== undefined && (await databaseExists(database)) && { dataLocation: database }),
  }
}

/**
 * Stops the server and removes what zen keeps of it. The database goes only with `delete`.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, `DATABASE_IN_USE`
 */
export async function destroy(
  facts: EngineFacts,
  {
    name,
    data,
    listener,
  }: { readonly name: string; readonly data: DataDecision; readonly listener: EngineListener },
): Promise<DestroyResult> {
  const record = await readLocalRecord(facts.dataDirectory, name)
  const database = await databaseOf(facts, name, record)
  if (database === undefined) throw await notFound(facts, name)
  const other = data === 'delete' ? await otherServerOf(database, { facts, except: name }) : undefined
  if (other !== undefined) throw databaseInUse(database, other)
  const survivor = await stopFor(record, listener)
  // The record is what the next destroy finds the process with.
  if (survivor) return { left: [survivor], data: { action: 'kept', location: database } }
  const result = await settleData(database, data)
  await removeFiles(deploymentDirectory(facts.dataDirectory, name), result.action === 'kept')
  return { left: [], data: result }
}

/** @returns what still runs, in words */
async function stopFor(
  record: LocalRecord | undefined,
  listener: EngineListener,
): Promise<string | undefined> {
  const process = record?.runtime.process
  if (!process) return undefined
  listener({ kind: 'step', text: 'Stopping the server' })
  return (await stopServer(process)) ? undefined : `the ZenML server, process ${process.pid}`
}

async function settleData(database: string, data: DataDecision): Promise<DestroyResult['data']> {
  if (!(await databaseExists(database))) return { action: 'none' }
  if (data !== 'delete') return { action: 'kept', location: database }
  await deleteDatabase(database)
  return { action: 'deleted', location: database }
}

/** A password outlives the deployment together with the database that asks for it. */
async function removeFiles(directory: string, keptData: boolean): Promise<void> {
  const keepSecrets = keptData && Boolean((await readSecrets(directory))['password'])
  await removeRecord(directory, { keepSecrets })
  if (!keepSecrets) return
  for (const entry of await readdir(directory)) {
    if (entry !== 'secrets.json') await rm(join(directory, entry), { recursive: true, force: true })
  }
}

/** The database of the deployment, or the one that an earlier destroy kept. */
async function databaseOf(facts: EngineFacts, name: string, record: LocalRecord | undefined) {
  if (record) return record.runtime.database
  // Only this engine writes a database's path beside the password.
  return (await readSecrets(deploymentDirectory(facts.dataDirectory, name)))['localDatabase']
}

async function notFound({ dataDirectory }: EngineFacts, name: string) {
  return deploymentNotFound(
    name,
    (await readLocalRecords(dataDirectory)).map(({ spec }) => spec.name),
  )
}
