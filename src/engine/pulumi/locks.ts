/**
 * The locks of a state in a folder. An engine that is killed leaves its lock behind, and nobody else takes it away.
 * Source: `pkg/backend/diy/lock.go` of https://github.com/pulumi/pulumi (3.259.0).
 */
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { stateLocked } from '../../errors/pulumi.ts'
import { systemCodeOf } from '../../errors/zen-error.ts'
import { readIfThere } from '../../storage/atomic-file.ts'
import type { EngineListener } from '../engine.ts'
import { fieldOf, parseJson, textOf } from './json-fields.ts'
import { isEngine } from './run-processes.ts'
import { projectName } from './stack-names.ts'

export interface EngineLock {
  readonly pid: number
  readonly user: string
  readonly host: string
  /** ISO 8601, UTC. */
  readonly since: string
}

/**
 * Takes away locks of engines of this computer that are dead, and says so.
 * @throws ZenError `DEPLOYMENT_LOCKED` (exit 5) when an engine is alive, or on another computer, where nobody can tell.
 */
export async function mendLocks(
  folder: string,
  stack: string,
  listener: EngineListener,
  now: Date,
): Promise<void> {
  for (const { file, lock } of await locksOf(folder, stack)) {
    if (lock && !(await isDead(lock))) throw lockedBy(stack, lock, now)
    await rm(file, { force: true })
    listener({ kind: 'detail', text: lock ? removedLock(lock) : 'Removed a lock that nobody can read.' })
  }
}

/** Takes away all of them, whoever holds them. */
export async function removeLocks(folder: string, stack: string): Promise<void> {
  await rm(lockFolder(folder, stack), { recursive: true, force: true })
}

export function removedLock({ user, pid, since }: EngineLock): string {
  return `Removed the lock of ${user}, process ${pid}, since ${since}: the engine that held it is dead.`
}

export function lockedBy(stack: string, lock: EngineLock, now: Date) {
  return stateLocked(stack, { ...lock, age: ageOf(lock.since, now) })
}

function lockFolder(folder: string, stack: string): string {
  return join(folder, '.pulumi', 'locks', 'organization', projectName, stack)
}

async function locksOf(folder: string, stack: string) {
  const directory = lockFolder(folder, stack)
  const names = await readdir(directory).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  })
  const files = names.filter((name) => name.endsWith('.json')).map((name) => join(directory, name))
  return Promise.all(files.map(async (file) => ({ file, lock: toLock((await readIfThere(file)) ?? '') })))
}

/** `undefined` when the text is no lock: its engine was killed while it wrote. */
function toLock(text: string): EngineLock | undefined {
  const lock = parseJson(text)
  const [pid, since] = [fieldOf(lock, 'pid'), textOf(lock, 'timestamp')]
  if (typeof pid !== 'number' || since === undefined || Number.isNaN(Date.parse(since))) return undefined
  const [user = 'somebody', host = ''] = [textOf(lock, 'username'), textOf(lock, 'hostname')]
  return { pid, user, host, since: new Date(since).toISOString() }
}

/** Nobody can tell whether a process of another computer lives. */
async function isDead({ pid, host }: EngineLock): Promise<boolean> {
  return host === hostname() && !(await isEngine(pid))
}

function ageOf(since: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 60_000))
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 120) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  return minutes < 2880 ? `${Math.round(minutes / 60)} hours ago` : `${Math.round(minutes / 1440)} days ago`
}
