import { isAlive } from '../../storage/process-identity.ts'
import type { Deployment, DeploymentStatus, EngineFacts } from '../engine.ts'
import { deploymentDirectory, readSecrets } from '../records.ts'
import { type LocalRecord, readLocalRecord, readLocalRecords } from './local-record.ts'

export async function readDeployment(facts: EngineFacts, name: string): Promise<Deployment | undefined> {
  const record = await readLocalRecord(facts.dataDirectory, name)
  return record && toDeployment(facts, record)
}

/** From the records and the process table only: nothing is started, and no server is asked. */
export async function listDeployments(facts: EngineFacts): Promise<readonly Deployment[]> {
  const records = await readLocalRecords(facts.dataDirectory)
  return Promise.all(records.map((record) => toDeployment(facts, record)))
}

async function toDeployment({ dataDirectory }: EngineFacts, record: LocalRecord): Promise<Deployment> {
  const { spec, createdAt, updatedAt, outputs } = record
  const [status, secrets] = await Promise.all([
    statusOf(record),
    outputs && readSecrets(deploymentDirectory(dataDirectory, spec.name)),
  ])
  return {
    name: spec.name,
    provider: spec.provider,
    status,
    spec,
    createdAt,
    updatedAt,
    ...(outputs && { outputs: { ...outputs, password: secrets?.['password'] ?? '' } }),
  }
}

async function statusOf({ complete, runtime }: LocalRecord): Promise<DeploymentStatus> {
  if (!complete) return 'incomplete'
  return runtime.process && (await isAlive(runtime.process)) ? 'running' : 'stopped'
}
