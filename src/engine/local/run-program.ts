import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ProgramOptions {
  /** The whole environment: nothing else is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface ProgramResult {
  /** `undefined` when it could not be started, or was stopped by a signal. */
  readonly code: number | undefined
  readonly stdout: string
  /** Both streams, in the order in which they came. */
  readonly output: string
}

/** Runs a program to its end. Never throws: a program that can't be started says so in `output`. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { env, timeoutMs, signal }: ProgramOptions,
): Promise<ProgramResult> {
  const stdout: string[] = []
  const output: string[] = []
  return new Promise((resolve) => {
    const end = (code: number | null | undefined) =>
      resolve({ code: code ?? undefined, stdout: stdout.join('\n'), output: output.join('\n') })
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    })
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (stream === child.stdout) stdout.push(line)
        output.push(line)
      })
    }
    child.on('error', (error) => {
      output.push(error.message)
      if (child.pid === undefined) end(undefined)
    })
    child.on('close', end)
  })
}
