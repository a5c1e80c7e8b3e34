import type { Facts, Option, OptionValue, OptionValues, Provider, Spec } from '../../stacks/contract.ts'
import { parseOption } from '../deployment/option-value.ts'
import { pricedChoices } from '../deployment/priced-choices.ts'
import { defaultOf, defaultsOf, isOpen, type Resolved, withoutPassword } from '../deployment/resolve.ts'
import type { Offer } from '../engine/engine.ts'
import type { Choice, Question, Terminal } from '../terminal/terminal.ts'
import { estimateWords } from '../words/previewed.ts'

interface Asked {
  /** Of the deployment. */
  readonly name: string
  readonly provider: Provider
  readonly resolved: Resolved
  readonly facts: Facts
  /** It is deployed already: what nobody decided then was decided by that. */
  readonly isThere: boolean
  readonly offer: (flag: string, values: OptionValues) => Promise<Offer | undefined>
}

/** Asks for each option that is open, if anybody is there, and adds the answers. One answer may open the next. */
export async function askOptions(
  terminal: Terminal,
  { name, provider, resolved, facts, isThere, offer }: Asked,
): Promise<Resolved> {
  if (!terminal.canAsk) return resolved
  const values: Record<string, OptionValue> = { ...resolved.values }
  const secrets: Record<string, string> = { ...resolved.secrets }
  for (const option of provider.options) {
    if (!isOpen(option, provider, { values, secrets, facts })) continue
    if (isThere && option.answer !== undefined) continue
    const offered = option.offered ? await offer(option.flag, values) : undefined
    if (option.offered && (offered?.choices.length ?? 0) < 2) continue
    const options = { ...defaultsOf(provider, facts), ...values }
    const prices = option.priced ? pricesOf(provider, { name, provider: provider.id, options }) : {}
    const answer = await terminal.ask(questionOf(option, { facts, prices, ...offered }))
    const parsed = parseOption(option, typed(option, answer))
    if (option.secret) secrets[option.flag] = answer
    else if ('value' in parsed) values[option.flag] = withoutPassword(option, parsed.value, secrets)
  }
  return { ...resolved, values, secrets }
}

/** What it all would take and cost, by choice. */
function pricesOf(provider: Provider, spec: Spec): Readonly<Record<string, string>> {
  const priced = pricedChoices(provider, spec).map(
    ({ value, estimate }) => [value, estimateWords(estimate)] as const,
  )
  return Object.fromEntries(priced)
}

interface Known extends Partial<Offer> {
  readonly facts: Facts
  readonly prices: Readonly<Record<string, string>>
}

function questionOf(option: Option, { facts, prices, ...offered }: Known): Question {
  const { flag, choices = offered.choices } = option
  const usual = option.secret ? undefined : (offered.usual ?? option.answer ?? defaultOf(option, facts))
  const common = {
    flag,
    message: option.question ?? option.summary,
    ...(usual === undefined ? {} : { default: String(usual) }),
  }
  if (choices)
    return { ...common, kind: 'select', choices: choices.map((value) => choiceOf(value, prices[value])) }
  return {
    ...common,
    kind: option.secret ? 'secret' : 'text',
    ...(option.suggestions ? { suggestions: option.suggestions } : {}),
    problem: (answer) => problemOfAnswer(option, answer),
  }
}

function choiceOf(value: string, price: string | undefined): Choice {
  return price === undefined ? { value, label: value } : { value, label: `${value}: ${price}`, short: value }
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
