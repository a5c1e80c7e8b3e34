/** Builds one program with Go. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { systemCodeOf } from '../../src/errors/zen-error.ts'
import { buildFailed, buildInterrupted, goMissing, goTooOld, wrongVersionBuilt } from './failures.ts'
import { goFlags, goVersion, linkerFlags } from './inputs.ts'
import { cachedPath, fits, versionAnswer, type Workshop } from './ready-program.ts'
import type { Recipe } from './recipes.ts'

const unfinished = '.unfinished'

/**
 * Builds the program in a folder of its own and moves that into place in one step, so that nobody ever takes a
 * half-made one for finished. The caller holds the builders' lock.
 * @throws ZenError when Go is missing or refuses, or when `signal` interrupts it; nothing is left behind.
 */
export async function build(recipe: Recipe, workshop: Workshop, signal?: AbortSignal): Promise<string> {
  const program = cachedPath(recipe, workshop)
  await removeUnfinished(workshop.cache)
  const bench = `${dirname(program)}.${randomBytes(4).toString('hex')}${unfinished}`
  const go = await goRunner(recipe, workshop, { source: join(bench, 'source'), signal })
  try {
    await layOut(recipe, workshop, join(bench, 'source'), go)
    const product = join(bench, 'product', recipe.name)
    await go(buildArguments(recipe, product))
    const answer = versionAnswer(recipe, product)
    if (!fits(recipe, answer)) throw wrongVersionBuilt(recipe.name, recipe.version, answer)
    await rename(dirname(product), dirname(program))
    return program
  } finally {
    await rm(bench, { recursive: true, force: true })
  }
}

/** Whoever made these is dead: only one builds at a time. */
async function removeUnfinished(cache: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const left = (await readdir(cache)).filter((name) => name.endsWith(unfinished))
  await Promise.all(left.map((name) => rm(join(cache, basename(name)), { recursive: true, force: true })))
}

/** The sources as Go shall see them: a copy, so that nothing is ever written into the checkout. */
async function layOut(
  { module, embeds }: Recipe,
  { modules }: Workshop,
  source: string,
  go: GoRunner,
): Promise<void> {
  await cp(join(modules, module), source, { recursive: true })
  if (!embeds) return
  const answer: unknown = JSON.parse(await go(['mod', 'download', '-json', embeds.module]))
  const folder = typeof answer === 'object' && answer !== null && 'Dir' in answer ? String(answer.Dir) : ''
  await Promise.all(embeds.files.map((file) => cp(join(folder, file), join(source, basename(file)))))
}

function buildArguments(recipe: Recipe, product: string): readonly string[] {
  const tags = recipe.tags ? ['-tags', recipe.tags.join(',')] : []
  return ['build', ...tags, '-ldflags', linkerFlags(recipe), '-o', product, recipe.goPackage]
}

/** Runs Go in the sources and returns its standard output. */
type GoRunner = (args: readonly string[]) => Promise<string>

interface GoPlace {
  readonly source: string
  readonly signal: AbortSignal | undefined
}

async function goRunner(
  recipe: Recipe,
  { env, modules }: Workshop,
  { source, signal }: GoPlace,
): Promise<GoRunner> {
  const wanted = goVersion(recipe, modules)
  const goEnv = { ...env, GOFLAGS: goFlags, CGO_ENABLED: '0', GOWORK: 'off', GOTOOLCHAIN: `go${wanted}` }
  const installed = await installedGo({ ...env, GOTOOLCHAIN: 'local' })
  if (installed === undefined) throw goMissing(recipe.name, recipe.version)
  if (/^1\.(1?\d|20)(\.|$)/.test(installed)) throw goTooOld(recipe.name, wanted, installed)
  return async (args) => {
    const { code, stdout, stderr } = await runGo(args, { env: goEnv, cwd: source, signal })
    if (signal?.aborted) throw buildInterrupted(recipe.name)
    if (code !== 0) throw buildFailed(recipe.name, stderr || stdout)
    return stdout
  }
}

/** The version of the Go on the PATH, such as `1.26.8`, or `undefined` when there is none. */
async function installedGo(env: Workshop['env']): Promise<string | undefined> {
  try {
    const { stdout } = await runGo(['version'], { env, cwd: undefined, signal: undefined })
    return /go version go(\S+)/.exec(stdout)?.[1]
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

interface GoRun {
  readonly env: Workshop['env']
  readonly cwd: string | undefined
  readonly signal: AbortSignal | undefined
}

async function runGo(args: readonly string[], { env, cwd, signal }: GoRun) {
  const child = spawn('go', args, { env: { ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', stop)
  try {
    const ended = once(child, 'close')
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return { code: child.exitCode, stdout, stderr }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
