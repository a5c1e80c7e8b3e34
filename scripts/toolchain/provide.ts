/** Gets programs: takes what is ready, builds what is not. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LockOwner, withLock } from '../../src/storage/lock.ts'
import { build } from './build.ts'
import { unknownProgram } from './failures.ts'
import { type Found, findReady, type Workshop } from './ready-program.ts'
import { type Recipe, recipes } from './recipes.ts'

/** The program is being built; `end` says so when that is over, however it ended. */
export interface BuildStep {
  end(found: Found | undefined): void
}

/** Where a build tells how it goes. */
export interface BuildObserver {
  /** Somebody else builds; this process goes on when they are done. */
  waiting(recipe: Recipe, builder: LockOwner): void
  building(recipe: Recipe): BuildStep
}

export interface Provision {
  readonly workshop: Workshop
  readonly observer: BuildObserver
  readonly signal?: AbortSignal
}

/** How often a process that waits looks whether its program is there by now, in milliseconds. */
const LOOK_AGAIN_MS = 1_000

/** Somebody else is still building. */
class StillBusy extends Error {
  readonly owner: LockOwner

  constructor(owner: LockOwner) {
    super(`process ${owner.pid} is building`)
    this.owner = owner
  }
}

/**
 * The program of this recipe: what is ready, else a new build. One process builds at a time, because one build keeps
 * all processors busy; others wait for as long as it takes.
 * @throws ZenError when it can't be built here.
 */
export async function provide(recipe: Recipe, provision: Provision): Promise<Found> {
  const { workshop, observer } = provision
  const lock = join(workshop.cache, 'build.lock')
  const options = { patienceMs: LOOK_AGAIN_MS, refused: (owner: LockOwner) => new StillBusy(owner) }
  for (let isAnnounced = false; ; isAnnounced = true) {
    const ready = findReady(recipe, workshop)
    if (ready) return ready
    try {
      return await withLock(lock, options, () => buildUnlessReady(recipe, provision))
    } catch (error) {
      if (!(error instanceof StillBusy)) throw error
      if (!isAnnounced) observer.waiting(recipe, error.owner)
    }
  }
}

/** Whoever had the lock before may have built it. */
async function buildUnlessReady(recipe: Recipe, { workshop, observer, signal }: Provision): Promise<Found> {
  const ready = findReady(recipe, workshop)
  if (ready) return ready
  const step = observer.building(recipe)
  let found: Found | undefined
  try {
    found = { path: await build(recipe, workshop, signal), source: 'built' }
    return found
  } finally {
    step.end(found)
  }
}

/** @throws ZenError when there is none of this name */
export function recipeFor(name: string): Recipe {
  const recipe = recipes.find((recipe) => recipe.name === name)
  if (recipe) return recipe
  throw unknownProgram(
    name,
    recipes.map(({ name }) => name),
  )
}

/** This checkout's wrapper modules, and the cache in `ZEN_TOOLCHAIN_CACHE` or `~/.cache/zen-deploy-toolchain`. */
export function defaultWorkshop(env: Workshop['env'] = process.env): Workshop {
  return {
    env,
    cache: resolve(env['ZEN_TOOLCHAIN_CACHE'] || join(homedir(), '.cache', 'zen-deploy-toolchain')),
    modules: fileURLToPath(new URL('../../toolchain', import.meta.url)),
  }
}
