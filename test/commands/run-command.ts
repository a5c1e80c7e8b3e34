import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Config } from '@oclif/core/config'
import type { ZenCommand } from '../../src/base-command.ts'
import type { StateWishes } from '../../src/context.ts'
import type { ExitCode, ZenError } from '../../src/errors/zen-error.ts'
import type { TestContext } from '../fakes/test-context.ts'

type CommandClass = new (argv: string[], config: Config) => ZenCommand

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  /** What is piped in. */
  readonly stdin?: string
}

/** What a person, or a program, gets from one command. */
export interface CommandRun {
  readonly exit: ExitCode
  /** The result for people. */
  readonly text: string | undefined
  /** The result for programs, as it comes out of JSON. */
  readonly json: Record<string, unknown> | undefined
  readonly error: ZenError | undefined
  /** All that was said on the way, warnings included. */
  readonly words: readonly string[]
  readonly lines: readonly string[]
  /** Where its engines were told to look for state. */
  readonly state: StateWishes | undefined
}

const root = fileURLToPath(new URL('../..', import.meta.url))
let config: Promise<Config> | undefined

/** Runs a command as its process would, on the computer of a test. */
export async function runCommand(
  context: TestContext,
  Command: CommandClass,
  argv: readonly string[],
  { env = {}, stdin = '' }: Surroundings = {},
): Promise<CommandRun> {
  config ??= Config.load(root)
  const { terminal } = context
  const before = [terminal.words, terminal.results, terminal.failures, terminal.lines].map(
    (list) => list.length,
  )
  let exit: ExitCode = 0
  let state: StateWishes | undefined
  const command = new Command([...argv], await config)
  command.id = Command.name.toLowerCase()
  command.world = {
    env,
    stdin: () => Readable.from([stdin]),
    makeTerminal: async ({ quiet, json }) => ({ ...terminal, canAsk: terminal.canAsk && !quiet && !json }),
    makeContext: (parts) => {
      state = parts.state
      return { ...context, terminal: parts.terminal }
    },
    listen: () => undefined,
    exitWith: (code) => {
      exit = code
    },
  }
  await command.run()
  const [words = 0, results = 0, failures = 0, lines = 0] = before
  const result = terminal.results[results]
  return {
    ...{ exit, state },
    text: result?.text,
    json: asJson(result?.value),
    error: terminal.failures[failures]?.error,
    words: terminal.words.slice(words),
    lines: terminal.lines.slice(lines),
  }
}

function asJson(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined) return undefined
  const json: unknown = JSON.parse(JSON.stringify(value))
  if (typeof json !== 'object' || json === null) throw new Error('A result must be an object.')
  return Object.fromEntries(Object.entries(json))
}
