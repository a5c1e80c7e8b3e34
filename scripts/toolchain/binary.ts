/** What tests ask the toolchain for. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { screenObserver } from './progress.ts'
import { defaultWorkshop, provide, recipeFor } from './provide.ts'
import { findReady } from './ready-program.ts'

/**
 * Absolute path of a program of the toolchain, such as `pulumi`. It is built when it is nowhere, which takes minutes.
 * @throws ZenError when it can't be built here.
 */
export async function toolchainBinary(name: string): Promise<string> {
  const { path } = await provide(recipeFor(name), { workshop: defaultWorkshop(), observer: screenObserver() })
  return path
}

/** Why these programs can't be had here, or `undefined`. Builds nothing. */
export function toolchainObstacle(names: readonly string[]): string | undefined {
  const workshop = defaultWorkshop()
  const absent = names.filter((name) => !findReady(recipeFor(name), workshop))
  const folders = (workshop.env['PATH'] ?? '').split(delimiter)
  if (absent.length === 0 || folders.some((folder) => existsSync(join(folder, 'go')))) return undefined
  return `neither there nor to be built without Go: ${absent.join(', ')}`
}
