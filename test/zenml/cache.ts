import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readIfThere, writeAtomically } from '../../src/storage/atomic-file.ts'
import { withLock } from '../../src/storage/lock.ts'

/** Where tests keep what is slow to make, outside the checkout: `ZEN_TEST_CACHE`. */
export function cacheDirectory(): string {
  return process.env['ZEN_TEST_CACHE'] || join(homedir(), '.cache', 'zen-deploy-test')
}

const PATIENCE_MS = 900_000

/**
 * A folder of the cache, made once: others that want it at the same time wait, and a half-made one of a killed run
 * is made again. `make` gets the folder's final path and must cope with leftovers in it.
 */
export async function cached(name: string, make: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(cacheDirectory(), name)
  const complete = join(cacheDirectory(), `${name}.complete`)
  if ((await readIfThere(complete)) !== undefined) return directory
  await mkdir(cacheDirectory(), { recursive: true })
  const refused = () => new Error(`another run has been making ${directory} for too long`)
  await withLock(join(cacheDirectory(), `${name}.lock`), { patienceMs: PATIENCE_MS, refused }, async () => {
    if ((await readIfThere(complete)) !== undefined) return
    await make(directory)
    await writeAtomically(complete, '')
  })
  return directory
}
