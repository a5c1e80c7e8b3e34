/** What a person is asked about an option. */
import type { Facts, Option, OptionValue } from '../../stacks/contract.ts'
import { parseOption } from '../deployment/option-value.ts'
import { defaultOf } from '../deployment/resolve.ts'
import type { Offer } from '../engine/engine.ts'
import type { Choice, Question } from '../terminal/terminal.ts'

/** What is known when the question is asked. */
export interface Circumstances extends Partial<Offer> {
  /** Of the deployment. */
  readonly name: string
  readonly facts: Facts
  /** What it all would cost, by choice. */
  readonly prices: Readonly<Record<string, string>>
  /** What holds already, and goes on unless the answer is another one. */
  readonly present?: OptionValue | undefined
  /** There is something already that an empty answer leaves as it is. */
  readonly isThere: boolean
  /** It is one of the few questions that everybody is asked. */
  readonly isUsual: boolean
  readonly mayBeEmpty: boolean
  /** What is wrong with the file of that path. */
  readonly problemOfFile: (path: string) => Promise<string | undefined>
}

export function questionOf(option: Option, circumstances: Circumstances): Question {
  const { flag } = option
  const usual = toHand(option, circumstances)
  const message = messageOf(option, circumstances, usual)
  if (option.type === 'boolean') return { kind: 'confirm', flag, message, default: usual === true }
  const common = { flag, message, ...(usual === undefined ? {} : { default: textOf(usual) }) }
  const choices = choicesOf(option, circumstances, usual)
  if (choices) return { ...common, kind: 'select', choices }
  return {
    ...common,
    kind: option.secret && !option.fromFile ? 'secret' : 'text',
    ...(option.suggestions ? { suggestions: option.suggestions } : {}),
    problem: (answer) => problemOf(option, answer, circumstances),
  }
}

/** A value as it is typed in an answer. */
export function textOf(value: OptionValue): string {
  return [value].flat().join(', ')
}

/** An answer as a value is written. Several are typed with commas, or blanks, between them. */
export function rawOf(option: Option, answer: string): string | readonly string[] {
  if (option.type !== 'list') return answer
  const items = answer.split(',').map((item) => item.trim())
  const byComma = items.filter(Boolean)
  return 'value' in parseOption(option, byComma) ? byComma : answer.split(/[\s,]+/).filter(Boolean)
}

function toHand(option: Option, { present, usual, facts, isThere }: Circumstances): OptionValue | undefined {
  if (option.secret) return undefined
  return present ?? usual ?? (isThere ? undefined : option.answer) ?? defaultOf(option, facts)
}

function messageOf(option: Option, circumstances: Circumstances, usual: OptionValue | undefined): string {
  const { isUsual, mayBeEmpty } = circumstances
  const message = (isUsual ? option.question : undefined) ?? sentenceOf(option)
  // A menu has a line for it.
  const isTyped = option.type !== 'boolean' && (option.choices ?? circumstances.choices) === undefined
  const hasHint = isTyped && mayBeEmpty && usual === undefined
  return hasHint ? `${message} (empty: ${withoutAnswer(option, circumstances)})` : message
}

/** What it decides, and how that is typed. */
function sentenceOf({ summary, type, fromFile }: Option): string {
  const sentence = summary.charAt(0).toUpperCase() + summary.slice(1)
  if (type === 'boolean') return `${sentence}?`
  if (fromFile) return `${sentence}: path of the file`
  return type === 'list' ? `${sentence}, several with commas between them` : sentence
}

/** What an empty answer means. */
function withoutAnswer({ defaultNote = 'none' }: Option, { name, isThere }: Circumstances): string {
  return isThere ? 'as it is' : defaultNote.replaceAll(/\bNAME\b/g, name)
}

function choicesOf(
  option: Option,
  circumstances: Circumstances,
  usual: OptionValue | undefined,
): readonly Choice[] | undefined {
  const { choices = circumstances.choices } = option
  if (!choices || option.type === 'list') return undefined
  const { present, prices, mayBeEmpty } = circumstances
  const known = present === undefined || choices.includes(String(present)) ? [] : [String(present)]
  const none =
    mayBeEmpty && usual === undefined ? [{ value: '', label: withoutAnswer(option, circumstances) }] : []
  return [...none, ...[...known, ...choices].map((value) => choiceOf(value, prices[value]))]
}

function choiceOf(value: string, price: string | undefined): Choice {
  return price === undefined ? { value, label: value } : { value, label: `${value}: ${price}`, short: value }
}

function problemOf(option: Option, answer: string, { mayBeEmpty, problemOfFile }: Circumstances) {
  if (answer === '') return mayBeEmpty ? undefined : 'An answer is needed here; Ctrl-C leaves.'
  if (option.fromFile) return problemOfFile(answer)
  const parsed = parseOption(option, rawOf(option, answer))
  return 'problem' in parsed ? parsed.problem.message : undefined
}
