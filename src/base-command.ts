/** What every command shares: its flags, its input, its terminal, and the one place that catches everything. */
import { Command } from '@oclif/core/command'
import type { Option, Provider } from '../stacks/contract.ts'
import { providers } from '../stacks/index.ts'
import type { Context, StateWishes } from './context.ts'
import { toZenError } from './errors/internal.ts'
import type { ExitCode, ZenError } from './errors/zen-error.ts'
import { readCommandLine } from './input/command-line.ts'
import { globalOptions } from './input/command-options.ts'
import { textOf } from './input/input-values.ts'
import { commandFlags } from './input/option-flags.ts'
import { type Input, parseInput, refuseProblems } from './input/parsed-input.ts'
import type { TerminalWishes } from './terminal/choose-terminal.ts'
import type { Terminal } from './terminal/terminal.ts'
import { thisProcess, type World } from './world.ts'

export abstract class ZenCommand extends Command {
  static override baseFlags = commandFlags(globalOptions, 'global')

  /** Options of this command, without the global ones and without those of providers. */
  protected readonly options: readonly Option[] = []
  /** Whether wrong input ends the command before it starts; `false` where the action finds more and says all at once. */
  protected readonly refusesProblems: boolean = true
  /** Providers whose options this command passes on. */
  protected readonly optionProviders: readonly Provider[] = []

  /** Everything outside; tests put another in its place. */
  world: World = thisProcess()

  /** What the command does: options in, words out. */
  protected abstract perform(context: Context, input: Input): Promise<void>

  /** Runs the command. Never throws: an error becomes words and an exit code. */
  async run(): Promise<void> {
    const { world } = this
    const wishes = wishesOf(this.argv, world.env)
    const controller = new AbortController()
    const { signal } = controller
    let terminal = await world.makeTerminal(wishes, signal)
    world.listen(controller, { terminal, command: this.id ?? 'zen' })
    try {
      const input = await this.input()
      // A configuration file may have said it, which was not read before.
      if (!wishes.quiet && isQuiet(input)) {
        terminal = await world.makeTerminal({ ...wishes, quiet: true }, signal)
      }
      if (this.refusesProblems) refuseProblems(input.problems, this.id ?? '')
      const state = stateWishesOf(input)
      await this.perform(world.makeContext({ terminal, providers, signal, state }), input)
    } catch (error) {
      this.fail(terminal, toZenError(error, { isInterrupted: signal.aborted }), wishes.debug)
    }
  }

  /** Ends the command with another exit code than 0, after its result. */
  protected exitWith(code: ExitCode): void {
    this.world.exitWith(code)
  }

  private async input(): Promise<Input> {
    const { env, stdin } = this.world
    const commandOptions = [...globalOptions, ...this.options]
    const providerOptions = this.optionProviders.flatMap(({ options }) => options)
    const commandLine = await readCommandLine((options) => this.parse(options), this.ctor, this.argv)
    return parseInput({ commandLine, env, stdin, commandOptions, providerOptions })
  }

  private fail(terminal: Terminal, error: ZenError, debug: boolean): void {
    terminal.failure(this.id ?? 'zen', error)
    if (debug) terminal.info(stackOf(error))
    this.exitWith(error.exit)
  }
}

/** The few flags that decide how words are printed, needed before anything is parsed. */
function wishesOf(argv: readonly string[], env: World['env']): TerminalWishes & { readonly debug: boolean } {
  const said = (flag: string, variable: string) =>
    argv.includes(flag) || ['1', 'true', 'yes', 'y'].includes((env[variable] ?? '').toLowerCase())
  return {
    json: said('--json', 'ZEN_JSON'),
    quiet: said('--yes', 'ZEN_YES') || argv.includes('-y') || said('--no-input', 'ZEN_NO_INPUT'),
    debug: said('--debug', 'ZEN_DEBUG'),
    env,
  }
}

function stateWishesOf({ values }: Input): StateWishes {
  const [backend, secretsProvider] = [textOf(values['backend']), textOf(values['secrets-provider'])]
  return { ...(backend ? { backend } : {}), ...(secretsProvider ? { secretsProvider } : {}) }
}

function isQuiet({ values }: Input): boolean {
  return values['yes'] === true || values['no-input'] === true
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
