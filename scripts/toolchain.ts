/**
 * `npm run toolchain`: the programs that the tests drive for real and that no package registry has ready-made,
 * built from Go modules and kept in a cache outside the checkout. See `docs/toolchain.md`.
 *
 *     npm run toolchain -- engine            what the engine needs: pulumi
 *     npm run toolchain -- chart             what the chart's tests need: helm
 *     npm run toolchain -- cluster           a Kubernetes node and what surrounds it
 *     npm run toolchain -- all               everything
 *     npm run toolchain -- etcd helm         these programs
 *     npm run toolchain -- --print           what is where; builds nothing
 */
import { parseArgs } from 'node:util'
import { exitCodes, messageOf, ZenError } from '../src/errors/zen-error.ts'
import { nothingNamed } from './toolchain/failures.ts'
import { screenObserver } from './toolchain/progress.ts'
import { type BuildObserver, defaultWorkshop, provide, recipeFor } from './toolchain/provide.ts'
import { findReady } from './toolchain/ready-program.ts'
import { type Recipe, recipeSets, recipes } from './toolchain/recipes.ts'

const workshop = defaultWorkshop()
const interruption = new AbortController()

try {
  await main()
} catch (error) {
  report(error)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { print: { type: 'boolean' } },
  })
  const wanted = recipesFor(positionals.length === 0 && values.print ? ['all'] : positionals)
  if (wanted.length === 0) throw nothingNamed(Object.keys(recipeSets))
  if (values.print) for (const recipe of wanted) print(recipe, findReady(recipe, workshop)?.path)
  else await provideAll(wanted)
}

/** In the order of the table, each once. */
function recipesFor(words: readonly string[]): readonly Recipe[] {
  const names = words.flatMap((word) => recipeSets[word] ?? [recipeFor(word).name])
  return recipes.filter(({ name }) => names.includes(name))
}

async function provideAll(wanted: readonly Recipe[]): Promise<void> {
  const place = (recipe: Recipe) => `[${wanted.indexOf(recipe) + 1} of ${wanted.length}]`
  const provision = { workshop, observer: interruptible(screenObserver(place)), signal: interruption.signal }
  for (const recipe of wanted) print(recipe, (await provide(recipe, provision)).path)
}

/** Ctrl-C reaches Go as well: during a build this process stays to clear the unfinished one away. */
function interruptible(observer: BuildObserver): BuildObserver {
  const interrupt = () => interruption.abort()
  return {
    ...observer,
    building: (recipe) => {
      const step = observer.building(recipe)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
      return {
        end: (found) => {
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt)
          step.end(found)
        },
      }
    },
  }
}

function print({ name, version, purpose }: Recipe, path: string | undefined): void {
  console.log(`${name} ${version}  ${path ?? `not there (${purpose})`}`)
}

function report(error: unknown): void {
  console.error(messageOf(error))
  const { fix, foreign, exit } =
    error instanceof ZenError ? error : { fix: [], foreign: undefined, exit: exitCodes.failed }
  for (const line of fix) console.error(`  ${line}`)
  if (foreign) console.error(`\n${foreign}`)
  process.exitCode = exit
}
