import type { ProcessIdentity } from '../../storage/process-identity.ts'
import { type DeploymentRecord, deploymentDirectory, readRecord, readRecords } from '../records.ts'

/** How a server was started: what {@link LocalRuntime} is compared with to see whether it must be started again. */
export interface ServerSettings {
  /** Path of the Python that runs it. */
  readonly python: string
  /** Version of ZenML in that Python. */
  readonly version: string
  readonly host: string
  readonly port: number
  readonly database: string
}

/** What is known of a local server: enough to find its process and its log again. */
export interface LocalRuntime extends ServerSettings {
  /** Absent when it was stopped. */
  readonly process?: ProcessIdentity
  readonly logFile: string
}

export type LocalRecord = DeploymentRecord<LocalRuntime>

/** The record of a deployment of this engine; `undefined` for a name that is unknown or another engine's. */
export async function readLocalRecord(dataDirectory: string, name: string): Promise<LocalRecord | undefined> {
  const record = await readRecord<LocalRuntime>(deploymentDirectory(dataDirectory, name))
  return record?.spec.provider === 'local' ? record : undefined
}

export async function readLocalRecords(dataDirectory: string): Promise<readonly LocalRecord[]> {
  return readRecords<LocalRuntime>(dataDirectory, 'local')
}
