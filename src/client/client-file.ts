/** Reads a file of the ZenML client, and says plainly when it is not one. */
import { lstat, readFile, readlink, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  clientFileLinksNowhere,
  clientFileNotFile,
  clientFileNotText,
  clientFileUnreadable,
  clientFolderNotFolder,
} from '../errors/client-files.ts'
import { systemCodeOf } from '../errors/zen-error.ts'

/**
 * The text of the file, or `undefined` when there is none.
 * @throws ZenError when it is a folder, a link to nowhere, not readable, or not UTF-8
 */
export async function readClientFile(file: string): Promise<string | undefined> {
  try {
    // Reading a pipe would wait for ever, so the kind comes first.
    if (!(await stat(file)).isFile()) throw clientFileNotFile(file)
    return decode(await readFile(file), file)
  } catch (error) {
    const code = systemCodeOf(error)
    if (code === 'ENOENT') return nothingAt(file)
    if (code === 'ELOOP') throw await linksNowhere(file)
    if (code === 'ENOTDIR') throw clientFolderNotFolder(dirname(file))
    if (code?.startsWith('E')) throw clientFileUnreadable(file, error)
    throw error
  }
}

/** Other bytes would be lost when the text is written back. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw clientFileNotText(file)
  }
}

async function nothingAt(file: string): Promise<undefined> {
  const entry = await lstat(file).catch(() => undefined)
  if (entry?.isSymbolicLink()) throw await linksNowhere(file)
  return undefined
}

async function linksNowhere(file: string) {
  return clientFileLinksNowhere(file, await readlink(file).catch(() => '?'))
}
