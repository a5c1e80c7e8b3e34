import { stripVTControlCharacters, styleText } from 'node:util'
import yoctoSpinner from 'yocto-spinner'
import { inputNeeded } from '../errors/usage.ts'
import { failureText, paintFor } from './failure-text.ts'
import { plainStep } from './plain-step.ts'
import type { Streams } from './streams.ts'
import type { Step, Terminal } from './terminal.ts'

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
  const say = (line: string) => void err.write(`${line}\n`)
  const prompts = () => import('./prompts.ts')
  return {
    canAsk,
    width: out.columns,
    info: say,
    hint: (text) => say(styleText('dim', text, { stream: err })),
    warn: (text) => say(`${styleText('yellow', 'Warning:', { stream: err })} ${text}`),
    step: (text) => {
      const step = canSpin ? liveStep(err, text) : plainStep(say, text)
      steps.add(step)
      return ending(step, () => steps.delete(step))
    },
    ask: async (question) => {
      if (!canAsk) throw inputNeeded(question.flag, question.message)
      return (await prompts()).ask(streams, question)
    },
    confirm: async (question) => {
      if (!canAsk) throw inputNeeded(question.flag, question.message)
      return (await prompts()).confirm(streams, question)
    },
    result: (text) => void out.write(text === '' ? '' : `${text}\n`),
    failure: (_command, error) => {
      // A step that is still alive would write over the last words, and leave the cursor hidden.
      for (const step of steps) step.fail()
      say(failureText(error, paintFor(err)).trimEnd())
    },
    line: (text) => void out.write(`${text}\n`),
  }
}

/** The same step, which tells when it ends. */
function ending(step: Step, ended: () => void): Step {
  return {
    update: step.update,
    succeed: (text) => {
      ended()
      step.succeed(text)
    },
    fail: (text) => {
      ended()
      step.fail(text)
    },
  }
}

const SECOND_MS = 1000

/** A spinner with the elapsed seconds, cut to one line so that a narrow terminal stays calm. */
function liveStep(stream: Streams['err'], start: string): Step {
  const startedAt = Date.now()
  let current = start
  const line = () => {
    const seconds = Math.round((Date.now() - startedAt) / SECOND_MS)
    return fitted(current, seconds > 0 ? ` (${seconds} s)` : '', (stream.columns ?? 80) - 3)
  }
  // Signals are ours: the library would end the process at the first Ctrl-C.
  const spinner = yoctoSpinner({ text: line(), stream, handleSignals: false }).start()
  const clock = setInterval(() => {
    spinner.text = line()
  }, SECOND_MS)
  clock.unref()
  return {
    update: (text) => {
      current = text
      spinner.text = line()
    },
    succeed: (text = current) => {
      clearInterval(clock)
      current = text
      spinner.success(line())
    },
    fail: (text = current) => {
      clearInterval(clock)
      current = text
      spinner.error(line())
    },
  }
}

function fitted(text: string, suffix: string, width: number): string {
  const room = Math.max(8, width - suffix.length)
  const plain = stripVTControlCharacters(text).replaceAll('\n', ' ')
  return `${plain.length > room ? `${plain.slice(0, room - 1)}…` : plain}${suffix}`
}
