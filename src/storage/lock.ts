import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemCodeOf } from '../errors/zen-error.ts'
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
}

const POLL_MS = 50

/**
 * Runs `work` while this process alone holds the lock file. A lock whose owner is dead (this host only), or whose
 * file is not readable as a lock, is taken over.
 * @throws what `refused` makes, what `work` throws, or the system's error when the folder can't be written.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const owner = await newOwner()
  await acquire(file, owner, options)
  try {
    return await work()
  } finally {
    const holder = await ownerOf(file)
    if (holder?.token === owner.token) await rm(file, { force: true })
  }
}

/** Takes a lock away from whoever holds it. */
export async function breakLock(file: string): Promise<void> {
  await rm(file, { force: true })
}

async function acquire(file: string, owner: LockOwner, { patienceMs, refused }: LockOptions): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const deadline = Date.now() + patienceMs
  while (!(await create(file, owner))) {
    const holder = await ownerOf(file)
    if (await isStale(holder)) await takeAway(file, holder)
    else if (holder && Date.now() >= deadline) throw refused(holder)
    else await delay(POLL_MS)
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

/** Renaming first makes sure that only one of several waiters removes the stale lock, and never a fresh one. */
async function takeAway(file: string, stale: LockOwner | undefined): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.stale`
  try {
    await rename(file, aside)
    const moved = await ownerOf(aside)
    if (moved && moved.token !== stale?.token) await link(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(systemCodeOf(error) ?? '')) throw error
  } finally {
    await rm(aside, { force: true })
  }
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

/** `undefined` when the file is gone, or is no lock of ours (then {@link isStale} says yes and it is replaced). */
async function ownerOf(file: string): Promise<LockOwner | undefined> {
  try {
    const owner: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isLockOwner(owner) ? owner : undefined
  } catch {
    return undefined
  }
}

function isLockOwner(value: unknown): value is LockOwner {
  return typeof value === 'object' && value !== null && 'pid' in value && 'token' in value && 'host' in value
}

async function isStale(owner: LockOwner | undefined): Promise<boolean> {
  if (owner === undefined) return true
  return owner.host === hostname() && !(await isAlive(owner))
}
