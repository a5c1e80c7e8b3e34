/** Programs that are there already: brought by hand, in the cache, or on the PATH. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cacheKey } from './inputs.ts'
import type { Recipe } from './recipes.ts'

/** The surroundings of a search or a build. */
export interface Workshop {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the cache. */
  readonly cache: string
  /** Absolute path of the folder that holds the wrapper modules. */
  readonly modules: string
}

/** Where a program is, and why it is taken from there. */
export interface Found {
  readonly path: string
  readonly source: 'ZEN_TOOLCHAIN_BIN' | 'cache' | 'PATH' | 'built'
}

/** A program that need not be built, or `undefined`. Asks only programs from outside for their version. */
export function findReady(recipe: Recipe, workshop: Workshop): Found | undefined {
  const brought = workshop.env['ZEN_TOOLCHAIN_BIN']
  const [first] = brought ? fitting(recipe, [brought]) : []
  if (first) return { path: first, source: 'ZEN_TOOLCHAIN_BIN' }
  const cached = cachedPath(recipe, workshop)
  if (existsSync(cached)) return { path: cached, source: 'cache' }
  const [installed] = fitting(recipe, (workshop.env['PATH'] ?? '').split(delimiter).filter(Boolean))
  return installed ? { path: installed, source: 'PATH' } : undefined
}

/** Where the program is once it is built. Its folder comes into being complete, in one step. */
export function cachedPath(recipe: Recipe, { cache, modules }: Workshop): string {
  return join(cache, cacheKey(recipe, modules), recipe.name)
}

function fitting(recipe: Recipe, folders: readonly string[]): readonly string[] {
  const paths = folders.map((folder) => join(folder, recipe.name)).filter((path) => existsSync(path))
  return paths.filter((path) => fits(recipe, versionAnswer(recipe, path)))
}

const PATIENCE_MS = 20_000

/** What the program says when it is asked for its version; nothing when it can't be asked. */
export function versionAnswer({ versionArguments }: Recipe, path: string): string {
  const { stdout, stderr, status } = spawnSync(path, versionArguments, {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    // The engine would look for a newer release of itself.
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
  })
  return status === 0 ? `${stdout}${stderr}` : ''
}

/** Whether the answer names exactly this version: neither 1.2.34 nor 1.2.3-beta is 1.2.3. */
export function fits({ version }: Recipe, answer: string): boolean {
  return new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d-]|\\.\\d)`).test(answer)
}
