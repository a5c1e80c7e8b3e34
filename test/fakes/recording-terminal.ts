/** Stands in for a person at a terminal: answers what was queued, and remembers every word. Rules: `README.md`. */
import { inputNeeded } from '../../src/errors/usage.ts'
import type { ZenError } from '../../src/errors/zen-error.ts'
import type { Question, Step, Terminal } from '../../src/terminal/terminal.ts'

/** What a person answers: text for a question, `true` or `false` for a confirmation. */
export type QueuedAnswer = string | boolean

export interface RecordingTerminal extends Terminal {
  /** Everything said on the way, in order: `info: …`, `warn: …`, `step: …`, `done: …`, `failed: …`. */
  readonly words: string[]
  /** Everything that was asked, in order. */
  readonly questions: Question[]
  readonly results: { readonly text: string; readonly value: unknown }[]
  readonly failures: { readonly command: string; readonly error: ZenError }[]
  readonly lines: string[]
  /** Adds answers to the queue. */
  readonly willAnswer: (...answers: readonly QueuedAnswer[]) => void
  /** Called with every question before it is answered: the moment to look at the world. */
  whenAsked: (question: Question) => void | Promise<void>
}

export interface TerminalOptions {
  /** @default false */
  readonly canAsk?: boolean
  readonly answers?: readonly QueuedAnswer[]
}

export function recordingTerminal({ canAsk = false, answers = [] }: TerminalOptions = {}): RecordingTerminal {
  const queue = [...answers]
  const words: string[] = []
  const questions: Question[] = []
  const answer = async (question: Question): Promise<QueuedAnswer> => {
    if (!canAsk) throw inputNeeded(question.flag, question.message)
    questions.push(question)
    await terminal.whenAsked(question)
    const next = queue.shift()
    if (next === undefined) throw new Error(`Nobody expected to be asked: ${question.message}`)
    await assertPossible(question, next)
    return next
  }
  const terminal: RecordingTerminal = {
    canAsk,
    words,
    questions,
    results: [],
    failures: [],
    lines: [],
    whenAsked: () => undefined,
    willAnswer: (...more) => void queue.push(...more),
    info: (text) => void words.push(`info: ${text}`),
    hint: (text) => void words.push(`info: ${text}`),
    warn: (text) => void words.push(`warn: ${text}`),
    step: (text) => recordingStep(words, text),
    board: (text, { rows }) => ({ ...recordingStep(words, text), changed: () => void rows() }),
    ask: async (question) => String(await answer(question)),
    confirm: async (question) => (await answer(question)) === true,
    result: (text, value) => void terminal.results.push({ text, value }),
    failure: (command, error) => void terminal.failures.push({ command, error }),
    line: (text) => void terminal.lines.push(text),
  }
  return terminal
}

/** A real prompt lets nobody give an answer that is none. */
async function assertPossible(question: Question, answer: QueuedAnswer): Promise<void> {
  if ((question.kind === 'confirm') !== (typeof answer === 'boolean'))
    throw new Error(`${String(answer)} is no answer to: ${question.message}`)
  if (question.kind === 'select' && !question.choices.some(({ value }) => value === answer))
    throw new Error(`${String(answer)} is not among the choices of: ${question.message}`)
  const isText = question.kind === 'text' || question.kind === 'secret'
  const problem = isText ? await question.problem?.(String(answer)) : undefined
  if (problem !== undefined) throw new Error(`The prompt refuses ${String(answer)}: ${problem}`)
}

function recordingStep(words: string[], start: string): Step {
  let current = start
  words.push(`step: ${start}`)
  return {
    update: (text) => {
      current = text
      words.push(`step: ${text}`)
    },
    succeed: (text = current) => void words.push(`done: ${text}`),
    fail: (text = current) => void words.push(`failed: ${text}`),
  }
}
