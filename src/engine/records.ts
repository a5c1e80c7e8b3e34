/**
 * The state of deployments on this computer (local and docker): one folder each in zen's data directory, with
 * `record.json` (no secrets), `secrets.json` (0600) and whatever the engine keeps beside them, such as a log.
 * `secrets.json` outlives the record when the data is kept, because the data can't be read without it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outputs, Spec } from '../../stacks/contract.ts'
import { deploymentLocked, stateDamaged } from '../errors/deployment.ts'
import { systemCodeOf } from '../errors/zen-error.ts'
import { readIfThere, writeAtomically } from '../storage/atomic-file.ts'
import { breakLock, withLock } from '../storage/lock.ts'

/** Generated or given once, the same for ever. */
export type StoredSecrets = Readonly<Record<string, string>>

/** What is known of a deployment without asking anybody. */
export interface DeploymentRecord<Runtime> {
  readonly schema: 1
  readonly spec: Spec
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC. */
  readonly updatedAt: string
  /** `up` came to its end at least once since the spec last changed. */
  readonly complete: boolean
  /** Outputs without the password, which is in `secrets.json`. */
  readonly outputs?: Omit<Outputs, 'password'>
  /** What the engine needs to find the real thing again: a process, a container. */
  readonly runtime: Runtime
}

/** Where one deployment keeps its files. */
export function deploymentDirectory(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'deployments', name)
}

/** @throws ZenError `STATE_DAMAGED` when the file holds something else */
export async function readRecord<Runtime>(directory: string): Promise<DeploymentRecord<Runtime> | undefined> {
  return readJson(join(directory, 'record.json'))
}

async function readJson<Content>(file: string): Promise<Content | undefined> {
  const text = await readIfThere(file)
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch (error) {
    throw stateDamaged(file, error)
  }
}

/**
 * The records of all deployments of a provider, sorted by name. Read without promises: a thousand small files take
 * a fifth of the time that way, and `zen list` has nothing else to do meanwhile.
 */
export function readRecords<Runtime>(
  dataDirectory: string,
  provider: string,
): readonly DeploymentRecord<Runtime>[] {
  const directory = join(dataDirectory, 'deployments')
  return listedNow(directory).flatMap((name): DeploymentRecord<Runtime>[] => {
    const text = readNow(join(directory, name, 'record.json'))
    // Another engine's record need not be understood.
    if (!text.includes(`"${provider}"`)) return []
    const record: DeploymentRecord<Runtime> = JSON.parse(text)
    return record.spec.provider === provider ? [record] : []
  })
}

function listedNow(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  }
}

function readNow(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '')) return ''
    throw error
  }
}

export async function writeRecord<Runtime>(
  directory: string,
  record: DeploymentRecord<Runtime>,
): Promise<void> {
  await writeAtomically(join(directory, 'record.json'), `${JSON.stringify(record, null, 2)}\n`)
}

/** Names of all folders that hold a record or kept secrets, sorted. */
export async function deploymentNames(dataDirectory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(dataDirectory, 'deployments'), { withFileTypes: true })
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** @throws ZenError `STATE_DAMAGED` when the file holds something else */
export async function readSecrets(directory: string): Promise<StoredSecrets> {
  return (await readJson(join(directory, 'secrets.json'))) ?? {}
}

/** The same without a promise, for where a secret is seldom asked for. */
export function readSecretsNow(directory: string): StoredSecrets {
  const text = readNow(join(directory, 'secrets.json'))
  return text === '' ? {} : JSON.parse(text)
}

export async function writeSecrets(directory: string, secrets: StoredSecrets): Promise<void> {
  await writeAtomically(join(directory, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`)
}

/** Forgets the deployment; with `keepSecrets` what is needed to read its kept data stays. */
export async function removeRecord(
  directory: string,
  { keepSecrets }: { keepSecrets: boolean },
): Promise<void> {
  if (keepSecrets) await rm(join(directory, 'record.json'), { force: true })
  else await rm(directory, { recursive: true, force: true })
}

/**
 * Runs `work` as the only zen that changes this deployment.
 * @throws ZenError `DEPLOYMENT_LOCKED` (exit 5) when another zen is at it.
 */
export async function withDeploymentLock<T>(
  dataDirectory: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(
    lockFile(dataDirectory, name),
    { patienceMs: 0, refused: (owner) => deploymentLocked(name, owner) },
    work,
  )
}

/** Takes the lock away from a zen that will not come back. */
export async function breakDeploymentLock(dataDirectory: string, name: string): Promise<void> {
  await breakLock(lockFile(dataDirectory, name))
}

function lockFile(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'locks', `${name}.lock`)
}
