import type { Facts, Option, OptionValue, OptionValues, Provider } from '../../stacks/contract.ts'
import { parseOption } from '../deployment/option-value.ts'
import { defaultOf, isOpen, type Resolved, withoutPassword } from '../deployment/resolve.ts'
import type { Offer } from '../engine/engine.ts'
import type { Question, Terminal } from '../terminal/terminal.ts'

interface Asked {
  readonly provider: Provider
  readonly resolved: Resolved
  readonly facts: Facts
  readonly offer: (flag: string, values: OptionValues) => Promise<Offer | undefined>
}

/** Asks for each option that is open, if anybody is there, and adds the answers. One answer may open the next. */
export async function askOptions(
  terminal: Terminal,
  { provider, resolved, facts, offer }: Asked,
): Promise<Resolved> {
  if (!terminal.canAsk) return resolved
  const values: Record<string, OptionValue> = { ...resolved.values }
  const secrets: Record<string, string> = { ...resolved.secrets }
  for (const option of provider.options) {
    if (!isOpen(option, provider, { values, secrets, facts })) continue
    const offered = option.offered ? await offer(option.flag, values) : undefined
    if (option.offered && (offered?.choices.length ?? 0) < 2) continue
    const answer = await terminal.ask(questionOf(option, facts, offered))
    const parsed = parseOption(option, typed(option, answer))
    if (option.secret) secrets[option.flag] = answer
    else if ('value' in parsed) values[option.flag] = withoutPassword(option, parsed.value, secrets)
  }
  return { ...resolved, values, secrets }
}

function questionOf(option: Option, facts: Facts, offered?: Offer): Question {
  const { flag, choices = offered?.choices } = option
  const usual = option.secret ? undefined : (offered?.usual ?? defaultOf(option, facts))
  const common = {
    flag,
    message: option.question ?? option.summary,
    ...(usual === undefined ? {} : { default: String(usual) }),
  }
  if (choices)
    return { ...common, kind: 'select', choices: choices.map((value) => ({ value, label: value })) }
  return {
    ...common,
    kind: option.secret ? 'secret' : 'text',
    ...(option.suggestions ? { suggestions: option.suggestions } : {}),
    problem: (answer) => problemOfAnswer(option, answer),
  }
}

function problemOfAnswer(option: Option, answer: string): string | undefined {
  if (answer === '') return 'An answer is needed here; Ctrl-C leaves.'
  const parsed = parseOption(option, typed(option, answer))
  return 'problem' in parsed ? parsed.problem.message : undefined
}

/** Several things are typed in one answer, with commas between them. */
function typed({ type }: Option, answer: string): string | readonly string[] {
  return type === 'list' ? answer.split(/[\s,]+/).filter(Boolean) : answer
}
