/** What a command touches of its process: everything outside, in one place, so that tests can hand it another. */
import { type Context, type ContextParts, createContext } from './context.ts'
import type { ExitCode } from './errors/zen-error.ts'
import { chooseTerminal, type TerminalWishes } from './terminal/choose-terminal.ts'
import { abortOnInterruption, outliveReaders } from './terminal/interruption.ts'
import type { Streams } from './terminal/streams.ts'
import type { Terminal } from './terminal/terminal.ts'

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Standard input; a function, because opening it takes time that most commands need not spend. */
  readonly stdin: () => NodeJS.ReadableStream
  readonly makeTerminal: (wishes: TerminalWishes, signal: AbortSignal) => Promise<Terminal>
  readonly makeContext: (parts: ContextParts) => Context
  /** Lets signals of the system, and readers that went away, abort the command. */
  readonly listen: (controller: AbortController, words: WordsAtTheEnd) => void
  /** Sets the exit code; the process ends by itself. */
  readonly exitWith: (code: ExitCode) => void
}

interface WordsAtTheEnd {
  readonly terminal: Terminal
  readonly command: string
}

/** This very process. */
export function thisProcess(): World {
  const { env } = process
  return {
    env,
    stdin: () => process.stdin,
    makeTerminal: (wishes, signal) => chooseTerminal(streamsOf(signal), wishes),
    makeContext: createContext,
    listen: (controller, words) => {
      outliveReaders(controller)
      abortOnInterruption(controller, words)
    },
    exitWith: (code) => {
      process.exitCode = code
    },
  }
}

/** The three streams of this process; each is opened when it is first touched. */
function streamsOf(signal: AbortSignal): Streams {
  return {
    get out() {
      return process.stdout
    },
    get err() {
      return process.stderr
    },
    get in() {
      return process.stdin
    },
    signal,
  }
}
