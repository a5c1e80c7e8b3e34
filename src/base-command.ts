/** What every command shares: its flags, its input, its terminal, and the one place that catches everything. */
import { Command } from '@oclif/core'
import type { Option, Provider } from '../stacks/contract.ts'
import { providers } from '../stacks/index.ts'
import { type Context, createContext } from './context.ts'
import { toZenError } from './errors/internal.ts'
import { readCommandLine } from './input/command-line.ts'
import { globalOptions } from './input/command-options.ts'
import { commandFlags } from './input/option-flags.ts'
import { type Input, parseInput, refuseProblems } from './input/parsed-input.ts'
import { chooseTerminal } from './terminal/choose-terminal.ts'
import type { Terminal } from './terminal/terminal.ts'

export abstract class ZenCommand extends Command {
  static override baseFlags = commandFlags(globalOptions, 'global')

  /** Options of this command, without the global ones and without those of providers. */
  protected readonly options: readonly Option[] = []
  /** Whether wrong input ends the command before it starts; `false` where the action finds more and says all at once. */
  protected readonly refusesProblems: boolean = true
  /** Providers whose options this command passes on. */
  protected readonly optionProviders: readonly Provider[] = []

  /** What the command does: options in, words out. */
  protected abstract perform(context: Context, input: Input): Promise<void>

  /** Runs the command. Never throws: an error becomes words and an exit code. */
  async run(): Promise<void> {
    const { env, stdin, stdout, stderr } = process
    const wishes = wishesOf(this.argv, env)
    const terminal = await chooseTerminal({ out: stdout, err: stderr, in: stdin }, { ...wishes, env })
    try {
      const input = await this.input()
      if (this.refusesProblems) refuseProblems(input.problems, this.id ?? '')
      await this.perform(createContext({ terminal, providers }), input)
    } catch (error) {
      this.fail(terminal, error, wishes.debug)
    }
  }

  private async input(): Promise<Input> {
    const commandOptions = [...globalOptions, ...this.options]
    const providerOptions = this.optionProviders.flatMap(({ options }) => options)
    const commandLine = await readCommandLine((options) => this.parse(options), this.ctor)
    return parseInput({
      commandLine,
      env: process.env,
      stdin: process.stdin,
      commandOptions,
      providerOptions,
    })
  }

  private fail(terminal: Terminal, thrown: unknown, debug: boolean): void {
    const error = toZenError(thrown)
    terminal.failure(this.id ?? 'zen', error)
    if (debug) terminal.info(stackOf(error))
    process.exitCode = error.exit
  }
}

/** The few flags that decide how words are printed, needed before anything is parsed. */
function wishesOf(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const said = (flag: string, variable: string) =>
    argv.includes(flag) || ['1', 'true', 'yes'].includes((env[variable] ?? '').toLowerCase())
  return {
    json: said('--json', 'ZEN_JSON'),
    quiet: said('--yes', 'ZEN_YES') || argv.includes('-y') || said('--no-input', 'ZEN_NO_INPUT'),
    debug: said('--debug', 'ZEN_DEBUG'),
  }
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
