/**
 * The Pulumi program, run by zen itself instead of by the SDK: its real exit code and its own words are kept, it can be
 * stopped at once, it does not end when nobody reads what it prints, and calls whose answers zen knows are spared (they
 * are most of the time of a short operation).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { parse } from 'semver'
import { engineVersion } from '../install/engine-version.ts'

/** The last that the program wrote to its standard error. */
const LONGEST_WORDS = 4_000

interface CommandResult {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

/** What the SDK asks of a command; `run` is not in its types. Source: `automation/cmd.ts` of 3.259.0. */
type RunnableCommand = PulumiCommand & {
  run(args: readonly string[], cwd: string): Promise<CommandResult>
}

/** The Pulumi program ended in another way than well. */
export class EngineExit extends Error {
  readonly exitCode: number | undefined
  readonly words: string

  constructor(exitCode: number | undefined, words: string) {
    super(`Pulumi ended with exit code ${exitCode}`)
    this.exitCode = exitCode
    this.words = words
  }
}

export interface EngineCommand {
  readonly sdk: RunnableCommand
  /** Lets what is going on come to its end, once; what comes after does not start. */
  interrupt(): void
}

/** Stacks are always named, and outputs come from the program itself: https://www.pulumi.com/docs/iac/cli/commands */
const answers: Readonly<Record<string, string>> = { select: '', output: '{}', history: '[]' }

/** @param env the whole environment of the program and of what it starts */
export function engineCommand(command: string, env: Readonly<Record<string, string>>): EngineCommand {
  let running: ChildProcess | undefined
  let isInterrupted = false
  const run = async (args: readonly string[], cwd: string): Promise<CommandResult> => {
    const answer = args[0] === 'stack' ? answers[args[1] ?? ''] : undefined
    if (answer !== undefined) return { stdout: answer, stderr: '', code: 0 }
    if (isInterrupted) throw new EngineExit(undefined, '')
    const words = join(cwd, 'words.log')
    const file = openSync(words, 'w', 0o600)
    // Not a pipe: whoever writes into one that nobody reads is ended by the system, in the middle of its work.
    running = spawn(command, [...args, '--non-interactive'], {
      ...{ cwd, env },
      stdio: ['ignore', 'ignore', file],
    })
    closeSync(file)
    const code = await endOf(running)
    running = undefined
    if (code === 0) return { stdout: '', stderr: '', code }
    throw new EngineExit(code, readFileSync(words, 'utf8').slice(-LONGEST_WORDS))
  }
  return {
    sdk: { command, version: parse(engineVersion), run },
    interrupt: () => {
      if (!isInterrupted) running?.kill('SIGINT')
      isInterrupted = true
    },
  }
}

async function endOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? undefined))
  })
}
