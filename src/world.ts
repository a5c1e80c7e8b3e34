/** What a command touches of its process: everything outside, in one place, so that tests can hand it another. */
import { type Context, type ContextParts, createContext } from './context.ts'
import type { ExitCode } from './errors/zen-error.ts'
import { chooseTerminal, type TerminalWishes } from './terminal/choose-terminal.ts'
import { abortOnInterruption, outliveReaders } from './terminal/interruption.ts'
import type { Terminal } from './terminal/terminal.ts'

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadableStream
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
  const { env, stdin, stdout, stderr } = process
  return {
    env,
    stdin,
    makeTerminal: (wishes, signal) => chooseTerminal({ out: stdout, err: stderr, in: stdin, signal }, wishes),
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
