import type { Outputs } from '../../../stacks/contract.ts'
import { isAlive } from '../../storage/process-identity.ts'
import type { Deployment, DeploymentStatus, EngineFacts } from '../engine.ts'
import { deploymentDirectory, readSecretsNow } from '../records.ts'
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
  return {
    name: spec.name,
    provider: spec.provider,
    status: await statusOf(record),
    spec,
    createdAt,
    updatedAt,
    ...(outputs && { outputs: withPassword(outputs, deploymentDirectory(dataDirectory, spec.name)) }),
  }
}

/** The password is read when somebody asks for it: `zen list` never does. */
function withPassword(outputs: Omit<Outputs, 'password'>, directory: string): Outputs {
  return {
    ...outputs,
    get password() {
      return readSecretsNow(directory)['password'] ?? ''
    },
  }
}

async function statusOf({ complete, runtime }: LocalRecord): Promise<DeploymentStatus> {
  if (!complete) return 'incomplete'
  return runtime.process && (await isAlive(runtime.process)) ? 'running' : 'stopped'
}
