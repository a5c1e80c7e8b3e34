import { randomBytes } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { engineNotStored } from '../../../errors/engine-program.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import { isOfDisk } from './disk-refusal.ts'

/**
 * Makes `path` stand for a program that is elsewhere, in one step. Where links may not be made (Windows, some file
 * systems), as a second name of the same file, and on another disk as a copy.
 * @throws ZenError `ENGINE_NOT_STORED`
 */
export async function linkProgram(program: string, path: string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await symlink(program, draft)
      .catch(() => link(program, draft))
      .catch(() => copyFile(program, draft))
    await rename(draft, path)
  } catch (error) {
    throw isOfDisk(error) ? engineNotStored(dirname(path), messageOf(error)) : error
  } finally {
    await rm(draft, { force: true })
  }
}
