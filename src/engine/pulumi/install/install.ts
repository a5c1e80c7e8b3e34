/** Installing what is missing: downloaded or unpacked beside its place, and put there in one step. */
import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { interrupted } from '../../../errors/deployment.ts'
import { engineLocked, engineNotReleased, engineNotStored } from '../../../errors/engine-program.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import { withLock } from '../../../storage/lock.ts'
import type { EngineFacts, EngineListener } from '../../engine.ts'
import { isOfDisk } from './disk-refusal.ts'
import { download } from './download.ts'
import { type Part, pulumiHome, workshop } from './places.ts'
import type { Release } from './release.ts'
import { wantedOf } from './sources.ts'
import { unpack } from './unpack.ts'
import { openWeb } from './web.ts'

export interface Installing {
  readonly facts: EngineFacts
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

export interface Order {
  readonly part: Part
  /** One that is here already; without it, it is downloaded. */
  readonly archive?: string
  /** Called before the part is put in place; throws when it is of no use. */
  readonly prove?: (program: string) => Promise<void>
}

/** A slow line takes its time for a quarter of a gigabyte. */
const LOCK_PATIENCE_MS = 3_600_000

/**
 * Runs `work` while no other zen installs anything, and with nothing left over from one that was killed.
 * @throws ZenError `ENGINE_LOCKED`, `ENGINE_NOT_STORED`, `INTERRUPTED`, or what `work` throws
 */
export async function installAlone<T>(
  { facts: { dataDirectory }, listener, signal }: Installing,
  work: () => Promise<T>,
): Promise<T> {
  const lock = join(dataDirectory, 'locks', 'pulumi.lock')
  const onWait = ({ pid }: { readonly pid: number }) =>
    listener({ kind: 'step', text: `Waiting for another zen (process ${pid}) that is installing Pulumi` })
  try {
    return await withLock(
      lock,
      { patienceMs: LOCK_PATIENCE_MS, refused: engineLocked, signal, onWait },
      async () => {
        await rm(workshop(dataDirectory), { recursive: true, force: true })
        return work()
      },
    )
  } catch (error) {
    if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
    throw isOfDisk(error) ? engineNotStored(pulumiHome(dataDirectory), messageOf(error)) : error
  }
}

/**
 * Installs one part; only inside {@link installAlone}.
 * @throws ZenError of `download` and `unpack`, `ENGINE_NOT_RELEASED`, or what `prove` throws
 */
export async function install({ part, archive, prove }: Order, installing: Installing): Promise<void> {
  const { facts, listener, signal } = installing
  const { release } = part
  if (!release) throw engineNotReleased(part.label, `${process.platform} on ${process.arch}`, part.variable)
  const directory = join(workshop(facts.dataDirectory), randomBytes(4).toString('hex'))
  const ready = join(directory, 'ready')
  const program = join(ready, relative(part.folder, part.program))
  await mkdir(directory, { recursive: true, mode: 0o700 })
  try {
    const source = archive ?? (await downloaded(part, release, directory, installing))
    listener({ kind: 'step', text: `Unpacking ${part.label}` })
    await unpack({
      archive: source,
      program: release.program,
      directory: join(directory, 'unpacked'),
      target: program,
      env: facts.env,
    })
    signal.throwIfAborted()
    await prove?.(program)
    await putInPlace(ready, part.folder)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function downloaded(
  part: Part,
  release: Release,
  directory: string,
  { facts: { env }, listener, signal }: Installing,
): Promise<string> {
  const web = openWeb(env)
  try {
    const wanted = wantedOf(part, release, env)
    return await download({ release, wanted, web, env, directory, listener, signal })
  } finally {
    await web.close()
  }
}

/** Instead of what is there: a link to nowhere, or what Pulumi left when it was killed. */
async function putInPlace(ready: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  await rm(folder, { recursive: true, force: true })
  await rename(ready, folder)
  await rm(`${folder}.partial`, { force: true })
}
