/** Whether a file may be changed, asked before anything is. */
import { access, constants, realpath, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  clientDiskFull,
  clientFileReadOnly,
  clientFolderNotFolder,
  clientFolderReadOnly,
} from '../errors/client-files.ts'
import { systemCodeOf } from '../errors/zen-error.ts'

/** No write permission for anybody: meant, and to be obeyed even by root, who could. */
const ANYBODY_WRITES = 0o222

/** All that zen writes about a client fits in here, several times. Bytes. */
const ENOUGH_SPACE = 64 * 1024

/**
 * @throws ZenError `CLIENT_FILE_READ_ONLY`, `CLIENT_FOLDER_READ_ONLY`, `CLIENT_FOLDER_NOT_FOLDER` or
 * `CLIENT_DISK_FULL` when the file can't be replaced or made. It need not exist, nor its folder.
 */
export async function assertWritable(file: string): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const entry = await stat(target).catch(() => undefined)
  if (entry && ((entry.mode & ANYBODY_WRITES) === 0 || !(await mayWrite(target))))
    throw clientFileReadOnly(file)
  await assertRoomIn(dirname(target))
}

/** The folder, or the nearest one above it that exists. */
async function assertRoomIn(folder: string): Promise<void> {
  const entry = await stat(folder).catch(() => undefined)
  if (!entry && dirname(folder) !== folder) return assertRoomIn(dirname(folder))
  if (!entry?.isDirectory()) throw clientFolderNotFolder(folder)
  if ((entry.mode & ANYBODY_WRITES) === 0 || !(await mayWrite(folder))) throw clientFolderReadOnly(folder)
  const { blocks, bfree, bsize } = await statfs(folder)
  // Some file systems know no size at all.
  if (blocks > 0 && bfree * bsize < ENOUGH_SPACE) throw clientDiskFull(folder)
}

/** A file that went away since it was seen, as a lock does, forbids nothing. */
async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: unknown) => systemCodeOf(error) === 'ENOENT',
  )
}
