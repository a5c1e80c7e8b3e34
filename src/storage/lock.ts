import { randomBytes } from 'node:crypto'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemCodeOf } from '../errors/zen-error.ts'
import { readIfThere } from './atomic-file.ts'
import { isAlive, startTimeOf } from './process-identity.ts'

/** Who holds a lock, as the lock file says. */
export interface LockOwner {
  readonly pid: number
  readonly startedAt: string
  readonly host: string
  readonly user: string
  /** ISO 8601, UTC. */
  readonly since: string
  /** Different for every acquisition, so that a lock can be told from a later one of the same process. */
  readonly token: string
}

export interface LockOptions {
  /** How long to wait for another owner before giving up, in milliseconds. */
  readonly patienceMs: number
  /** Makes the error to throw when the other owner does not let go. */
  readonly refused: (owner: LockOwner) => Error
  /** Called once when there is somebody to wait for. */
  readonly onWait?: (owner: LockOwner) => void
  /** Ends the waiting. */
  readonly signal?: AbortSignal
}

const POLL_MS = 50

/**
 * Runs `work` while this process alone holds the lock file. A lock whose owner is dead (this host only), or whose
 * file is not readable as a lock, is taken over.
 * @throws what `refused` makes, what `work` throws, an `AbortError` when the signal ends the waiting, or the system's error when the folder can't be written.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const owner = await newOwner()
  await acquire(file, owner, options)
  try {
    return await work()
  } finally {
    // Somebody may have broken the lock and taken it since.
    const holder = toOwner((await readIfThere(file)) ?? '')
    if (holder?.token === owner.token) await rm(file, { force: true })
  }
}

/** Takes a lock away from whoever holds it. */
export async function breakLock(file: string): Promise<void> {
  await rm(file, { force: true })
}

async function acquire(file: string, owner: LockOwner, options: LockOptions): Promise<void> {
  const { patienceMs, refused, signal, onWait } = options
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const deadline = Date.now() + patienceMs
  let isWaiting = false
  while (!(await create(file, owner))) {
    const text = await readIfThere(file)
    if (text === undefined) continue
    const holder = toOwner(text)
    if (!holder || (await isDead(holder))) await removeStale(file, text, options)
    else if (Date.now() >= deadline) throw refused(holder)
    else {
      if (!isWaiting) onWait?.(holder)
      isWaiting = true
      await delay(POLL_MS, undefined, signal && { signal })
    }
  }
}

/** The lock appears with its content in one step: a hard link fails when the name is taken. */
async function create(file: string, owner: LockOwner): Promise<boolean> {
  const draft = `${file}.${owner.token}`
  try {
    await writeFile(draft, JSON.stringify(owner), { mode: 0o600 })
    await link(draft, file)
    return true
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Removes a lock whose owner is dead, and never the one of somebody who was faster: only who holds the lock on
 * taking over may remove it, so it can't be replaced between the look and the removal.
 */
async function removeStale(file: string, stale: string, options: LockOptions): Promise<void> {
  // Others do this in no time: nothing to tell anybody of.
  const { onWait, ...silently } = options
  await withLock(`${file}.takeover`, silently, async () => {
    if ((await readIfThere(file)) === stale) await rm(file, { force: true })
  })
}

async function newOwner(): Promise<LockOwner> {
  return {
    pid: process.pid,
    startedAt: (await startTimeOf(process.pid)) ?? 'unknown',
    host: hostname(),
    user: userInfo().username,
    since: new Date().toISOString(),
    token: randomBytes(8).toString('hex'),
  }
}

/** `undefined` when the text is no lock of ours. */
function toOwner(text: string): LockOwner | undefined {
  try {
    const owner: unknown = JSON.parse(text)
    return isLockOwner(owner) ? owner : undefined
  } catch {
    return undefined
  }
}

function isLockOwner(value: unknown): value is LockOwner {
  return typeof value === 'object' && value !== null && 'pid' in value && 'token' in value && 'host' in value
}

/** Nobody can tell whether a process of another computer lives. */
async function isDead(owner: LockOwner): Promise<boolean> {
  return owner.host === hostname() && !(await isAlive(owner))
}
