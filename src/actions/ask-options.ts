import type { Option, OptionValue } from '../../stacks/contract.ts'
import { parseOption } from '../deployment/option-value.ts'
import type { Resolved } from '../deployment/resolve.ts'
import type { Question, Terminal } from '../terminal/terminal.ts'

/** Asks for each open option, if anybody is there, and adds the answers. */
export async function askOptions(
  terminal: Terminal,
  resolved: Resolved,
  open: readonly Option[],
): Promise<Resolved> {
  if (!terminal.canAsk) return resolved
  const values: Record<string, OptionValue> = { ...resolved.values }
  const secrets: Record<string, string> = { ...resolved.secrets }
  for (const option of open) {
    const answer = await terminal.ask(questionOf(option))
    const parsed = parseOption(option, answer)
    if (option.secret) secrets[option.flag] = answer
    else if ('value' in parsed) values[option.flag] = parsed.value
  }
  return { ...resolved, values, secrets }
}

function questionOf(option: Option): Question {
  const message = option.question ?? option.summary
  const { flag, choices } = option
  if (choices)
    return { kind: 'select', flag, message, choices: choices.map((value) => ({ value, label: value })) }
  return {
    kind: option.secret ? 'secret' : 'text',
    flag,
    message,
    problem: (answer) => {
      const parsed = parseOption(option, answer)
      return 'problem' in parsed ? parsed.problem.message : undefined
    },
  }
}
