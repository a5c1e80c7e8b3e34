/** The prompts library, loaded only when something is asked. */
import inquirer from 'inquirer'
import { leftQuestion } from '../errors/deployment.ts'
import { earlyEnter } from './early-enter.ts'
import type { Streams } from './streams.ts'
import { suggested } from './suggested.ts'
import type { Question } from './terminal.ts'

type TextQuestion = Extract<Question, { kind: 'text' | 'secret' }>

/** @throws ZenError `INTERRUPTED` when the person presses Ctrl-C instead of answering. */
export async function ask(streams: Streams, question: Question): Promise<string> {
  return String(await answerTo(streams, question))
}

/** @throws like {@link ask} */
export async function confirm(streams: Streams, question: Question): Promise<boolean> {
  return (await answerTo(streams, question)) === true
}

/** How the library names Ctrl-C and an aborted signal: https://github.com/SBoudrias/Inquirer.js#handling-ctrlc-gracefully */
const leavings = ['ExitPromptError', 'AbortPromptError']

async function answerTo(streams: Streams, question: Question): Promise<unknown> {
  const { in: input, err: output, signal } = streams
  const prompt = inquirer.createPromptModule({ input, output, signal })
  const early = earlyEnter(input)
  try {
    const answers = await prompt([toInquirer(question, early.looking)])
    return answers['answer']
  } catch (error) {
    if (error instanceof Error && leavings.includes(error.name)) throw leftQuestion()
    throw error
  } finally {
    early.stop()
  }
}

/** @param looking is called whenever the library begins to look for what fits */
function toInquirer(question: Question, looking: () => void) {
  const { message } = question
  if (question.kind === 'text' && question.suggestions)
    return toSearch(question, question.suggestions, looking)
  switch (question.kind) {
    case 'select':
      return {
        type: 'select' as const,
        name: 'answer' as const,
        message,
        choices: question.choices.map(({ value, label, short = label }) => ({ value, name: label, short })),
        default: question.default,
      }
    case 'confirm':
      return { type: 'confirm' as const, name: 'answer' as const, message, default: question.default }
    default:
      return {
        type: question.kind === 'secret' ? ('password' as const) : ('input' as const),
        name: 'answer' as const,
        message,
        default: question.default,
        validate: async (answer: string) => (await question.problem?.(answer)) ?? true,
      }
  }
}

/** What fits what is typed so far, and that itself. The usual answer comes first, be it among the suggestions or not. */
function toSearch(question: TextQuestion, suggestions: readonly string[], looking: () => void) {
  const { message, default: usual, problem } = question
  const all = usual === undefined ? suggestions : [...new Set([usual, ...suggestions])]
  return {
    type: 'search' as const,
    name: 'answer' as const,
    message,
    source: (typed: string | undefined) => {
      looking()
      return suggested(all, typed)
    },
    validate: async (answer: unknown) => (await problem?.(String(answer))) ?? true,
  }
}
