import { spawn } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '../temporary-directory.ts'

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** A computer of its own for the real `zen` command: an empty home, nothing of this shell's environment but PATH. */
export interface Computer {
  readonly home: string
  readonly clientDirectory: string
  readonly env: Readonly<Record<string, string>>
}

export interface Ran {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

/** @param binDirectories come first on PATH, for example that of a Python with ZenML */
export async function computer(binDirectories: readonly string[] = [], env: Record<string, string> = {}) {
  const home = await temporaryDirectory()
  const path = [...binDirectories, process.env['PATH'] ?? ''].join(':')
  const own = {
    HOME: home,
    PATH: path,
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_LOGGING_COLORS_DISABLED: 'true',
  }
  return { home, clientDirectory: join(home, '.config', 'zenml'), env: { ...own, ...env } } satisfies Computer
}

/** Runs the built `zen` on that computer, without a terminal. */
export async function zen(
  { env, home }: Computer,
  args: readonly string[],
  more: Record<string, string> = {},
) {
  return runProgram(process.execPath, [program, ...args], { ...env, ...more }, home)
}

/** Runs any other program on that computer. */
export async function runOn({ env, home }: Computer, file: string, args: readonly string[]): Promise<Ran> {
  return runProgram(file, args, env, home)
}

async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
) {
  const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { exit, stdout, stderr } satisfies Ran
}

/** The one JSON object on stdout; anything else beside it is an error. */
export function resultOf({ stdout, stderr }: Ran) {
  const lines = stdout.trimEnd().split('\n')
  const [only] = lines
  if (lines.length !== 1 || !only) throw new Error(`expected one line of JSON, got:\n${stdout}\n${stderr}`)
  return JSON.parse(only)
}

/** Files below a folder that others than their owner can read. */
export async function readableByOthers(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const modes = await Promise.all(files.map(async (file) => ({ file, mode: (await stat(file)).mode })))
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ file }) => file)
}

/** Command lines of all processes, as any user of this computer can read them. */
export async function commandLines(): Promise<string> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return lines.join('\n').replaceAll('\0', ' ')
}
