/** Taking the one program that is needed out of an archive. */
import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, open, rename } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import { extract } from 'tar'
import { archiveBroken } from '../../../errors/engine-program.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import { isOfDisk } from './disk-refusal.ts'

export interface Unpacking {
  readonly archive: string
  /** Path of the program in the archive. */
  readonly program: string
  /** An empty folder of this unpacking's own. */
  readonly directory: string
  /** Where the program goes, on the same disk as that folder. */
  readonly target: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * After it the program is on the disk for good, and may be run by everybody.
 * @throws ZenError `ARCHIVE_BROKEN`, or the system's error when the disk refuses
 */
export async function unpack(order: Unpacking): Promise<void> {
  const { archive, program, directory, target } = order
  const unpacked = join(directory, program)
  try {
    await mkdir(directory, { recursive: true })
    await (archive.endsWith('.zip') ? unzip(order) : untar(order))
    if (!(await lstat(unpacked)).isFile()) throw new Error(`${program} is no file.`)
  } catch (error) {
    if (isOfDisk(error)) throw error
    throw archiveBroken(archive, messageOf(error))
  }
  await keep(unpacked)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await rename(unpacked, target)
}

async function untar({ archive, program, directory }: Unpacking): Promise<void> {
  const isWanted = (path: string) => posix.normalize(path) === program
  await extract({ file: archive, cwd: directory, strict: true, filter: isWanted })
}

/** The `tar` of Windows itself, there since 2018, reads zip archives; one that a shell brings along may not. */
async function unzip({ archive, program, directory, env }: Unpacking): Promise<void> {
  const tar = join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'tar.exe')
  await promisify(execFile)(tar, ['-xf', archive, '-C', directory, program])
}

/** A power cut after the folder was renamed must not leave half a program in it. */
async function keep(file: string): Promise<void> {
  await chmod(file, 0o755)
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
