/** The inputs of a build, and the name that their content gives its result. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Recipe } from './recipes.ts'

/**
 * Flags of every build. The modules are pinned by go.sum, so nothing has to be looked up and nothing may change;
 * paths of this computer stay out of the program.
 */
export const goFlags = ['-mod=readonly', '-trimpath', '-buildvcs=false'].join(' ')

/**
 * The folder of the cache for what this recipe builds, such as `helm-3.20.2-4be01f3a2c19`: another one as soon as
 * the recipe, a file of its module, the flags, the version of Go or the platform is another.
 * @param modules the folder that holds the wrapper modules
 */
export function cacheKey(recipe: Recipe, modules: string): string {
  const { purpose: _, versionArguments: __, ...decisive } = recipe
  const hash = createHash('sha256')
  hash.update(JSON.stringify([decisive, goFlags, linkerFlags(recipe), process.platform, process.arch]))
  for (const file of filesIn(join(modules, recipe.module))) {
    hash.update(JSON.stringify([relative(modules, file), readFileSync(file, 'base64')]))
  }
  return `${recipe.name}-${recipe.version}-${hash.digest('hex').slice(0, 12)}`
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort()
}

/** Without tables of symbols the programs are a third smaller. */
export function linkerFlags({ variables = {} }: Recipe): string {
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ')
}

/**
 * The version of Go that the module's `go` line names. Builds use exactly this one, wherever they run: Go fetches it
 * like a module where another is installed. So the key needs no Go, and a newer Go does not rebuild everything.
 */
export function goVersion(recipe: Recipe, modules: string): string {
  const file = join(modules, recipe.module, 'go.mod')
  const version = /^go (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  if (version === undefined) throw new Error(`${file} has no line with the version of Go`)
  return version
}
