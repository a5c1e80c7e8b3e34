/**
 * The port to the human, or to the program that reads our JSON. Three implementations: `interactive`, `plain`
 * and `json`. Nobody else prints, asks or knows which of the three is at work.
 *
 * stdout carries the result and nothing else; all other words go to stderr.
 */

import type { ZenError } from '../errors/zen-error.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  /** What stays to be read once it is chosen; the label by default. */
  readonly short?: string
}

/** Something to ask. Every question names the flag that answers it. */
export type Question =
  | {
      readonly kind: 'select'
      readonly flag: string
      readonly message: string
      readonly choices: readonly Choice[]
      readonly default?: string
    }
  | {
      readonly kind: 'text' | 'secret'
      readonly flag: string
      readonly message: string
      readonly default?: string
      /** Offered while one types; anything else is an answer too. */
      readonly suggestions?: readonly string[]
      /** A sentence about what is wrong with the answer, or `undefined`. */
      readonly problem?: (answer: string) => string | undefined | Promise<string | undefined>
    }
  | { readonly kind: 'confirm'; readonly flag: string; readonly message: string; readonly default: boolean }

/** One line of progress that lives until it is done, with its elapsed time. */
export interface Step {
  /** Replaces what is being waited for. */
  update(text: string): void
  succeed(text?: string): void
  fail(text?: string): void
}

/** How far one of several things is that go on side by side. */
export interface Row {
  readonly title: string
  /** `waiting`: for others, at first or again. */
  readonly state: 'waiting' | 'working' | 'done' | 'failed'
  /** Time spent on it so far. */
  readonly seconds: number
  readonly expectedMinutes?: number
  /** What is being waited for. */
  readonly text?: string
}

/** A line of progress with rows below it, which are asked for whenever they are shown. */
export interface Board extends Step {
  /** A row may be another one now. */
  changed(): void
}

export interface BoardOptions {
  readonly rows: () => readonly Row[]
  /** For all of it. */
  readonly expectedMinutes?: number
}

export interface ResultOptions {
  /** Text that is no words for people but a file, a script or a secret: every space and line end stays as it is. */
  readonly exact?: boolean
}

export interface Terminal {
  /** Whether questions can be answered. */
  readonly canAsk: boolean
  /** Characters that fit into a line of the result; absent where a program may read it. */
  readonly width?: number | undefined
  /** Words for people: what happens, in order. */
  info(text: string): void
  /** Words that a hurried person may pass over: fainter where there are colours. */
  hint(text: string): void
  warn(text: string): void
  /** Starts a line of progress. Shows elapsed time; in CI one line every 30 s at least. */
  step(text: string): Step
  /** The same for things that go on side by side: a line for each. In CI a line when one begins or ends, never a flood. */
  board(text: string, options: BoardOptions): Board
  /** @throws ZenError `INPUT_NEEDED` naming the flag when nobody can answer, `INTERRUPTED` on Ctrl-C. */
  ask(question: Question): Promise<string>
  /** @throws like {@link Terminal.ask} */
  confirm(question: Extract<Question, { kind: 'confirm' }>): Promise<boolean>
  /** The result: `text` for people, `value` for programs. Called once, last but for words on stderr. */
  result(text: string, value: unknown, options?: ResultOptions): void
  /** The last word when something broke: what happened, what to type next, the other program's own words. */
  failure(command: string, error: ZenError): void
  /** One line of a stream (logs): text for people and for pipes, on stdout. */
  line(text: string): void
}
