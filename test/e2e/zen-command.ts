import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '../temporary-directory.ts'
import { inTerminal, type Pty } from '../terminal/pseudo-terminal.ts'

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** A computer of its own for the real `zen` command: an empty home, nothing of this shell's environment but PATH. */
export interface Computer {
  readonly home: string
  readonly clientDirectory: string
  readonly env: Readonly<Record<string, string>>
  /** Words before every program, which end by becoming that program. */
  readonly prefix?: readonly string[]
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
  const made: Computer = { home, clientDirectory: join(home, '.config', 'zenml'), env: { ...own, ...env } }
  return made
}

/** Runs the built `zen` on that computer, without a terminal. */
export async function zen(here: Computer, args: readonly string[], more: Record<string, string> = {}) {
  return startZen(here, args, more).ended
}

/** The same in front of a person, in a real pseudo-terminal. */
export function zenAtTerminal({ env, prefix = [] }: Computer, args: readonly string[], columns = 80): Pty {
  const variables = { ...env, TERM: 'xterm-256color' }
  return inTerminal([...prefix, process.execPath, program, ...args], { columns, env: variables })
}

/** Runs any other program on that computer. */
export async function runOn(here: Computer, file: string, args: readonly string[]): Promise<Ran> {
  return start(here, [file, ...args]).ended
}

/** A program under way. */
export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** What it wrote so far, on both streams. */
  readonly said: () => string
  readonly ended: Promise<Ran>
}

/** Starts the built `zen`, without a terminal. */
export function startZen(
  here: Computer,
  args: readonly string[],
  more: Record<string, string> = {},
): Running {
  return start({ ...here, env: { ...here.env, ...more } }, [process.execPath, program, ...args])
}

function start({ env, home, prefix = [] }: Computer, words: readonly string[]): Running {
  const [file = '', ...args] = [...prefix, ...words]
  const child = spawn(file, args, { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { stdout: '', stderr: '', both: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (words: string) => {
      written[name] += words
      written.both += words
    })
  const ended = new Promise<Ran>((resolve, reject) =>
    child
      .once('error', reject)
      .once('close', (exit) => resolve({ exit, stdout: written.stdout, stderr: written.stderr })),
  )
  return { child, said: () => written.both, ended }
}

/** The one JSON object on stdout; anything else beside it is an error. */
export function resultOf({ stdout, stderr }: Ran) {
  const lines = stdout.trimEnd().split('\n')
  const [only] = lines
  if (lines.length !== 1 || !only) throw new Error(`expected one line of JSON, got:\n${stdout}\n${stderr}`)
  return JSON.parse(only)
}

/** The JSON result of a command that must succeed. */
export function succeeded(ran: Ran) {
  if (ran.exit !== 0) throw new Error(`It ended with ${ran.exit}:\n${ran.stdout}\n${ran.stderr}`)
  return resultOf(ran)
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
