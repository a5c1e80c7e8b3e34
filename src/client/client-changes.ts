/** Changes of several files that happen together or not at all. */
import { lstat, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { clientFilesLocked, clientWriteFailed } from '../errors/client-files.ts'
import { type StagedFile, stageFile, writeAtomically } from '../storage/atomic-file.ts'
import { withLock } from '../storage/lock.ts'
import { assertWritable } from './writable.ts'

export interface FileChange {
  readonly file: string
  /** Absent: the file does not exist. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Long enough for a few other changes, which take milliseconds each. */
const PATIENCE_MS = 10_000

/**
 * Runs `work` as the only zen that changes this client's files.
 * @param patienceMs how long to wait for another zen
 * @throws ZenError `CLIENT_FILES_LOCKED` (exit 5) when another zen does not come to its end
 */
export async function withClientLock<T>(
  lockFile: string,
  work: () => Promise<T>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  await assertWritable(lockFile)
  try {
    return await withLock(lockFile, { patienceMs, refused: clientFilesLocked }, work)
  } catch (error) {
    throw clientWriteFailed(lockFile, dirname(lockFile), error)
  }
}

/**
 * Makes the changes in the given order. What can fail is tried before the first file changes; if a file refuses
 * even then, those before it get their old content back. Only inside {@link withClientLock}.
 * @returns whether there was anything to change
 * @throws ZenError `CLIENT_…`
 */
export async function applyChanges(changes: readonly FileChange[]): Promise<boolean> {
  const real = changes.filter(({ before, after }) => before !== after)
  for (const { file } of real) await assertWritable(file)
  const staged: { readonly change: FileChange; readonly stage: StagedFile }[] = []
  try {
    for (const change of real) staged.push({ change, stage: await stageChange(change) })
  } catch (error) {
    await Promise.all(staged.map(({ stage }) => stage.discard()))
    throw error
  }
  await commitAll(staged)
  return real.length > 0
}

async function stageChange({ file, after }: FileChange): Promise<StagedFile> {
  try {
    await removeRemains(file)
    const isLink = (await lstat(file).catch(() => undefined))?.isSymbolicLink()
    // A link that somebody made is kept, with nothing in its file.
    if (after !== undefined || isLink) return await stageFile(file, after ?? '')
    return { commit: () => rm(file, { force: true }), discard: async () => {} }
  } catch (error) {
    throw clientWriteFailed(file, dirname(file), error)
  }
}

/** A zen that was killed while it held the lock may have left its unfinished files. */
async function removeRemains(file: string): Promise<void> {
  const folder = dirname(file)
  const names = await readdir(folder).catch(() => [])
  const remains = names.filter(
    (name) => name.startsWith(`${basename(file)}.`) && /\.\d+\.[0-9a-f]{8}\.tmp$/.test(name),
  )
  await Promise.all(remains.map((name) => rm(join(folder, name), { force: true })))
}

async function commitAll(
  staged: readonly { readonly change: FileChange; readonly stage: StagedFile }[],
): Promise<void> {
  for (const [index, { change, stage }] of staged.entries()) {
    try {
      await stage.commit()
    } catch (error) {
      await Promise.all(staged.slice(index).map((rest) => rest.stage.discard()))
      for (const { change: done } of staged.slice(0, index).reverse()) await takeBack(done)
      throw clientWriteFailed(change.file, dirname(change.file), error)
    }
  }
}

async function takeBack({ file, before }: FileChange): Promise<void> {
  if (before === undefined) await rm(file, { force: true })
  else await writeAtomically(file, before)
}
