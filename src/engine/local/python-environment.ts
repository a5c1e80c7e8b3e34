/** A Python environment of zen's own, for computers where no Python has the server. One for each ZenML version. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { interrupted } from '../../errors/deployment.ts'
import { environmentLocked, environmentNotMade, noSuitablePython } from '../../errors/python.ts'
import { readIfThere, writeAtomically } from '../../storage/atomic-file.ts'
import { withLock } from '../../storage/lock.ts'
import type { EngineListener } from '../engine.ts'
import type { Python } from './python-probe.ts'
import { runProgram } from './run-program.ts'
import { compareVersions, pythonRangeOf } from './zenml-version.ts'

export interface EnvironmentOptions {
  readonly dataDirectory: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Version of ZenML to install. */
  readonly version: string
  /** Pythons to make it with, the most wanted first. */
  readonly candidates: readonly Python[]
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** A program to run: the first of a list is the command. */
export type Command = readonly [string, ...string[]]

/** Another zen may be making the same environment; pip takes a few minutes on a slow line. */
const LOCK_PATIENCE_MS = 900_000

export function environmentDirectory(dataDirectory: string, version: string): string {
  return join(dataDirectory, 'python', `zenml-${version}`)
}

export function environmentPython(dataDirectory: string, version: string): string {
  const directory = environmentDirectory(dataDirectory, version)
  return process.platform === 'win32'
    ? join(directory, 'Scripts', 'python.exe')
    : join(directory, 'bin', 'python')
}

/** Virtual environments can't be moved, so a finished one is told from half of one by a file written last. */
function marker(dataDirectory: string, version: string): string {
  return join(environmentDirectory(dataDirectory, version), '.zen-complete')
}

/** Whether that environment was made before, to its end. */
export async function readyEnvironment(dataDirectory: string, version: string): Promise<boolean> {
  return (await readIfThere(marker(dataDirectory, version))) !== undefined
}

/**
 * Makes the environment unless it is there: with uv when that works here, else with venv and pip.
 * @returns the path of its Python
 * @throws ZenError `NO_SUITABLE_PYTHON`, `ENVIRONMENT_NOT_MADE` with pip's own words, or `INTERRUPTED`
 */
export async function makeEnvironment(options: EnvironmentOptions): Promise<string> {
  const { dataDirectory, version } = options
  const lock = join(dataDirectory, 'locks', `python-${version}.lock`)
  await withLock(lock, { patienceMs: LOCK_PATIENCE_MS, refused: environmentLocked }, async () => {
    if (!(await readyEnvironment(dataDirectory, version))) await make(options)
  })
  return environmentPython(dataDirectory, version)
}

async function make({ dataDirectory, env, version, candidates, listener, signal }: EnvironmentOptions) {
  const directory = environmentDirectory(dataDirectory, version)
  const python = environmentPython(dataDirectory, version)
  // What an interrupted zen left half made.
  await rm(directory, { recursive: true, force: true })
  await mkdir(join(dataDirectory, 'python'), { recursive: true, mode: 0o700 })
  listener({ kind: 'step', text: `Installing ZenML ${version} into a Python environment of zen's own` })
  for (const [command, ...args] of installCommands({
    directory,
    python,
    version,
    candidates,
    hasUv: await hasUv(env),
  })) {
    const { code, output } = await runProgram(command, args, { env: withoutPythonPath(env), signal })
    if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
    if (code !== 0) throw environmentNotMade(version, [command, ...args].join(' '), lastLines(output))
  }
  await writeAtomically(marker(dataDirectory, version), `${version}\n`)
}

/** Whether uv works here. Asked, because a shim of a version manager may be there without the program. */
export async function hasUv(env: EnvironmentOptions['env']): Promise<boolean> {
  return (await runProgram('uv', ['--version'], { env })).code === 0
}

/** Packages of the shell's PYTHONPATH would hide what is missing in the environment. */
function withoutPythonPath(env: EnvironmentOptions['env']): EnvironmentOptions['env'] {
  return { ...env, PYTHONPATH: undefined, PYTHONHOME: undefined, VIRTUAL_ENV: undefined }
}

export interface InstallPlan extends Pick<EnvironmentOptions, 'version' | 'candidates'> {
  readonly directory: string
  /** Path of the Python that the environment will have. */
  readonly python: string
  readonly hasUv: boolean
}

/**
 * What makes the environment, step by step. uv can fetch a Python that is missing; venv needs one.
 * @throws ZenError `NO_SUITABLE_PYTHON`
 */
export function installCommands({
  directory,
  python,
  version,
  candidates,
  hasUv,
}: InstallPlan): readonly Command[] {
  const range = pythonRangeOf(version)
  const fits = candidates.filter(({ minor }) => minor >= range.from && minor <= range.to)
  const packages = [
    `zenml[server]==${version}`,
    // Older releases import pkg_resources, which setuptools 80 warns of and 82 lacks.
    ...(compareVersions(version, '0.80.0') < 0 ? ['setuptools<80'] : []),
  ]
  if (hasUv) {
    const base = fits[0]?.path ?? `>=3.${range.from},<3.${range.to + 1}`
    return [
      ['uv', 'venv', '--no-project', '--python', base, directory],
      // Compiled now rather than during the first start.
      ['uv', 'pip', 'install', '--compile-bytecode', '--python', python, ...packages],
    ]
  }
  const base = fits.find(({ hasVenv }) => hasVenv)
  if (base === undefined) throw noSuitablePython({ version, ...range, found: candidates })
  return [
    [base.path, '-m', 'venv', directory],
    [python, '-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', ...packages],
  ]
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n')
}
