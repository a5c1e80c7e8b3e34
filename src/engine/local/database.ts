/** The SQLite database that the ZenML client and the local server share. */
import { access, constants, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EngineFacts } from '../engine.ts'

/** Where the client keeps its stores. Source: `local_stores_path` of `zenml/config/global_config.py` (0.98.0). */
export function localStoresDirectory({ env, clientDirectory }: EngineFacts): string {
  return env['ZENML_LOCAL_STORES_PATH'] || join(clientDirectory, 'local_stores')
}

export function databaseFile(facts: EngineFacts): string {
  return join(localStoresDirectory(facts), 'default_zen_store', 'zenml.db')
}

export async function databaseExists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}

/** Removes the database and what SQLite keeps beside it, and nothing else. */
export async function deleteDatabase(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true })
}

/** Why the database can't be written, in the system's words, or `undefined` when it can. Creates nothing. */
export async function databaseProblem(file: string): Promise<string | undefined> {
  try {
    const existing = await nearestExisting(file)
    const { isFile, isDirectory } = await kindOf(existing)
    if (existing === file && !isFile) return `${file} is not a file`
    if (existing !== file && !isDirectory) return `${existing} is not a folder`
    await access(existing, constants.W_OK)
    // SQLite makes its journal beside the database.
    await access(existing === file ? dirname(file) : existing, constants.W_OK)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function nearestExisting(path: string): Promise<string> {
  if ((await stat(path).catch(() => undefined)) !== undefined || dirname(path) === path) return path
  return nearestExisting(dirname(path))
}

async function kindOf(path: string) {
  const found = await stat(path)
  return { isFile: found.isFile(), isDirectory: found.isDirectory() }
}
