import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCodeOf } from '../errors/zen-error.ts'

/** Text of a file, or `undefined` when there is none. Other failures (a folder, no permission) are thrown. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The file behind a symbolic link, so that writing keeps the link. A link to nowhere is taken as it is. */
async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch {
    return file
  }
}

/** New content that waits beside its file. Only one of the two may be called, once. */
export interface StagedFile {
  /** Puts the content in place in one step. */
  commit(): Promise<void>
  /** Takes the content away again. */
  discard(): Promise<void>
}

/**
 * Writes new content beside a file, synced, for its owner only (0600), and leaves the file itself alone. What can
 * fail for want of space or permission fails here, so that several files can be changed together.
 * @throws the system's error; nothing is left behind but folders.
 */
export async function stageFile(file: string, text: string): Promise<StagedFile> {
  const target = await targetOf(file)
  const temporary = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  const discard = () => rm(temporary, { force: true })
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    // The umask can only take permissions away; chmod makes the mode certain.
    await chmod(temporary, 0o600)
  } catch (error) {
    await discard()
    throw error
  }
  return { commit: () => rename(temporary, target), discard }
}

/**
 * Writes a file so that a reader, a crash or a full disk never sees half of it: a temporary file beside it,
 * synced, then renamed. Only its owner can read it (0600). A symbolic link stays, its target is replaced.
 * @throws the system's error; nothing is left behind and the old content stays.
 */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const staged = await stageFile(file, text)
  try {
    await staged.commit()
  } catch (error) {
    await staged.discard()
    throw error
  }
}
