import { styleText } from 'node:util'
import { inputNeeded } from '../errors/usage.ts'
import { failureText, paintFor } from './failure-text.ts'
import { liveBoard, liveStep } from './live-step.ts'
import { plainBoard } from './plain-board.ts'
import { plainStep } from './plain-step.ts'
import type { Streams } from './streams.ts'
import type { Step, Terminal } from './terminal.ts'
import { wrapped } from './wrapped.ts'

export interface InteractiveOptions {
  /** False with `--yes` or `--no-input`: a person watches, and nobody is asked. */
  readonly canAsk: boolean
  /** False where the spinner library would print line after line: it does so wherever `CI` is set, even to `false`. */
  readonly canSpin: boolean
}

/** For a person at a terminal: colours, one live line per step, prompts. */
export function createInteractiveTerminal(
  streams: Streams,
  { canAsk, canSpin }: InteractiveOptions,
): Terminal {
  const { out, err } = streams
  const steps = new Set<Step>()
  const write = (line: string) => void err.write(`${line}\n`)
  const say = (text: string) => write(wrapped(text, err.columns))
  const prompts = () => import('./prompts.ts')
  return {
    canAsk,
    width: out.columns,
    info: say,
    hint: (text) => write(styleText('dim', wrapped(text, err.columns), { stream: err })),
    warn: (text) => say(`${styleText('yellow', 'Warning:', { stream: err })} ${text}`),
    step: (text) => watched(steps, canSpin ? liveStep(err, text) : plainStep(say, text)),
    board: (text, options) =>
      watched(steps, canSpin ? liveBoard(err, text, options) : plainBoard(say, text, options)),
    ask: async (question) => {
      if (!canAsk) throw inputNeeded(question.flag, question.message)
      return (await prompts()).ask(streams, question)
    },
    confirm: async (question) => {
      if (!canAsk) throw inputNeeded(question.flag, question.message)
      return (await prompts()).confirm(streams, question)
    },
    result: (text, _value, { exact = false } = {}) => {
      const words = exact ? text : wrapped(text, out.columns)
      out.write(text === '' ? '' : `${words}\n`)
    },
    failure: (_command, error) => {
      // A step that is still alive would write over the last words, and leave the cursor hidden.
      for (const step of steps) step.fail()
      const wrap = (line: string) => wrapped(line, err.columns)
      write(failureText(error, { paint: paintFor(err), wrap }).trimEnd())
    },
    line: (text) => void out.write(`${text}\n`),
  }
}

/** The same step, which is among these until it ends. */
function watched<T extends Step>(steps: Set<Step>, step: T): T {
  steps.add(step)
  return {
    ...step,
    succeed: (text) => {
      steps.delete(step)
      step.succeed(text)
    },
    fail: (text) => {
      steps.delete(step)
      step.fail(text)
    },
  }
}
