import { randomBytes } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes `path` stand for a program that is elsewhere, in one step. Where links may not be made (Windows, some file
 * systems), as a second name of the same file, and on another disk as a copy.
 */
export async function linkProgram(program: string, path: string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await symlink(program, draft)
      .catch(() => link(program, draft))
      .catch(() => copyFile(program, draft))
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}
