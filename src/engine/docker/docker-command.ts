/** The docker command, or podman in its place. All that zen does with Docker goes through here. */
import spawn, { type Subprocess, SubprocessError } from 'nano-spawn'
import { interrupted } from '../../errors/deployment.ts'
import { dockerNotInstalled, dockerNotRunning } from '../../errors/docker.ts'
import { systemCodeOf } from '../../errors/zen-error.ts'
import { type Connection, variablesOf } from './connection.ts'
import { outputLines } from './output-lines.ts'
import { refusal, type Subject } from './refusal.ts'

export interface RunOptions {
  /** What is being done and with what: decides about the words of an error. */
  readonly subject: Subject
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** Text for standard input. */
  readonly input?: string
  /** Secrets: they reach the command through its environment, which only its owner can read. */
  readonly variables?: Readonly<Record<string, string>>
  /** Called with every line of output as it comes. */
  readonly onLine?: (line: string) => void
}

export interface Docker {
  readonly connection: Connection
  /**
   * Runs a docker command to its end and returns its standard output (nothing with `onLine`).
   * @throws ZenError from the catalogue `errors/docker.ts`, or `INTERRUPTED` when the signal was aborted.
   */
  run(args: readonly string[], options: RunOptions): Promise<string>
  /** Standard output and standard error line by line, until the command ends or the signal is aborted. */
  lines(args: readonly string[], subject: Subject, signal: AbortSignal): AsyncIterable<string>
}

type Environment = Readonly<Record<string, string | undefined>>

const programs = ['docker', 'podman']
const WORDS_KEPT = 20

/** @param env environment of the command; its `PATH` decides which program is found. */
export function dockerCommand(env: Environment, connection: Connection): Docker {
  const base = { ...env, ...variablesOf(connection) }
  return {
    connection,
    run: (args, options) =>
      withProgram((program) => runProgram(program, args, options, { ...base, ...options.variables })),
    lines: (args, subject, signal) => follow(args, subject, signal, base),
  }
}

/** The first of the programs that is there. */
async function withProgram<T>(work: (program: string) => Promise<T>): Promise<T> {
  for (const program of programs) {
    try {
      return await work(program)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw dockerNotInstalled()
}

async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions,
  env: Environment,
): Promise<string> {
  const { signal, timeoutMs, input, onLine } = options
  const lastWords: string[] = []
  // Not `timeout` of spawn, whose timer goes on, and keeps zen waiting, when there is no such program.
  const limit = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
  try {
    const child = spawn(program, args, {
      env: textOnly(env),
      stdin: input === undefined ? 'ignore' : { string: input },
      signal: AbortSignal.any([signal, limit].filter((one) => one !== undefined)),
    })
    if (onLine) await eachLine(child, (line) => onLine(keepLast(lastWords, line)))
    return (await child).stdout
  } catch (error) {
    throw isMissing(error)
      ? error
      : failure(error, lastWords, { ...options, isLate: limit?.aborted === true })
  }
}

async function eachLine(child: Subprocess, onLine: (line: string) => void): Promise<void> {
  for await (const line of child) onLine(line)
}

/** Lines that were listened to are not part of the error, so the last ones are kept for it. */
function keepLast(lines: string[], line: string): string {
  lines.push(line)
  if (lines.length > WORDS_KEPT) lines.shift()
  return line
}

async function* follow(
  args: readonly string[],
  subject: Subject,
  signal: AbortSignal,
  env: Environment,
): AsyncIterable<string> {
  for (const program of programs) {
    try {
      const lastWords: string[] = []
      for await (const line of outputLines(program, args, textOnly(env), signal)) {
        yield keepLast(lastWords, line)
      }
      return
    } catch (error) {
      if (!isMissing(error)) throw refusal(error instanceof Error ? error.message : String(error), subject)
    }
  }
  throw dockerNotInstalled()
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (systemCodeOf(error) ?? systemCodeOf(error.cause)) === 'ENOENT'
}

interface Failed extends RunOptions {
  /** It took longer than its time limit. */
  readonly isLate: boolean
}

function failure(error: unknown, lastWords: readonly string[], options: Failed): unknown {
  const { signal, subject, timeoutMs, isLate } = options
  if (signal?.aborted) return interrupted(['Run the same command again to continue.'])
  if (!(error instanceof SubprocessError)) return error
  if (timeoutMs !== undefined && isLate)
    return dockerNotRunning(`No answer within ${timeoutMs / 1000} seconds.`)
  return refusal(error.stderr || error.stdout || lastWords.join('\n') || error.message, subject)
}

function textOnly(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
