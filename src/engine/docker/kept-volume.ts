/** The note about a volume that a destroy kept, beside the secrets that open it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere, writeAtomically } from '../../storage/atomic-file.ts'
import type { Connection } from './connection.ts'

export interface KeptVolume {
  readonly volume: string
  readonly connection: Connection
}

export async function readKeptVolume(directory: string): Promise<KeptVolume | undefined> {
  const text = await readIfThere(fileIn(directory))
  return text === undefined ? undefined : JSON.parse(text)
}

export async function writeKeptVolume(directory: string, kept: KeptVolume): Promise<void> {
  await writeAtomically(fileIn(directory), `${JSON.stringify(kept, null, 2)}\n`)
}

export async function forgetKeptVolume(directory: string): Promise<void> {
  await rm(fileIn(directory), { force: true })
}

function fileIn(directory: string): string {
  return join(directory, 'kept-volume.json')
}
