import { inputNeeded } from '../errors/usage.ts'
import { failureText } from './failure-text.ts'
import { plainBoard } from './plain-board.ts'
import { plainStep } from './plain-step.ts'
import type { TextStreams } from './streams.ts'
import type { Question, Terminal } from './terminal.ts'

/** Lines of text for CI, pipes and files: no colour, no cursor movement, no questions. */
export function createPlainTerminal({ out, err }: TextStreams): Terminal {
  const say = (line: string) => err.write(`${line}\n`)
  const refuse = async ({ flag, message }: Question): Promise<never> => {
    throw inputNeeded(flag, message)
  }
  return {
    canAsk: false,
    info: say,
    hint: say,
    warn: (text) => say(`Warning: ${text}`),
    step: (text) => plainStep(say, text),
    board: (text, options) => plainBoard(say, text, options),
    ask: refuse,
    confirm: refuse,
    result: (text) => void out.write(text === '' ? '' : `${text}\n`),
    failure: (_command, error) => say(failureText(error).trimEnd()),
    line: (text) => void out.write(`${text}\n`),
  }
}
