/** From what a person wrote (text of a flag, a YAML scalar) to the value of an option, or to a problem. */
import type { Option, OptionValue } from '../../stacks/contract.ts'
import type { Problem } from '../errors/usage.ts'
import { flagName } from './flag-name.ts'
import { nearest } from './suggestion.ts'

/** Something written down by flag name: text from flags and variables, YAML values from the configuration file. */
export type RawValues = Readonly<Record<string, unknown>>

export type Parsed = { readonly value: OptionValue } | { readonly problem: Problem }

/** Parses and checks one value. Never throws. */
export function parseOption(option: Option, raw: unknown): Parsed {
  const value = convert(option, raw)
  const shown = mayHoldSecret(option, raw) ? '' : `, and is ${JSON.stringify(raw)}`
  if (value === undefined) return wrong(option, `must be ${expected[option.type]}${shown}`)
  const choice = problemOfChoice(option, value)
  if (choice) return wrong(option, choice)
  const problem = option.problem?.(value)
  return problem ? wrong(option, `${problem}${shown}`) : { value }
}

/** What is wrong with the value of a secret option, which no message repeats. Nothing takes back what was given. */
export function problemsOfSecret(option: Option, value: string | undefined): readonly Problem[] {
  const problem = value ? option.problem?.(value) : undefined
  const flag = flagName(option)
  return problem ? [{ flag, message: `--${flag} ${problem}` }] : []
}

/** What is never repeated in a message: a secret, or a URL, which may hold a password. */
function mayHoldSecret({ type, secret, passwordTo }: Option, raw: unknown): boolean {
  return type === 'url' || secret === true || (passwordTo !== undefined && /[@:]/.test(String(raw)))
}

const expected = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list of texts',
  url: 'a URL such as mysql://user@host:3306/zenml',
} as const

function wrong(option: Option, message: string): Parsed {
  return { problem: { flag: option.flag, message: `--${option.flag} ${message}` } }
}

function convert(option: Option, raw: unknown): OptionValue | undefined {
  switch (option.type) {
    case 'number':
      return toNumber(raw)
    case 'boolean':
      return toBoolean(raw)
    case 'list':
      return toList(raw)
    case 'url':
      return typeof raw === 'string' && URL.canParse(raw) ? raw : undefined
    default:
      return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : undefined
  }
}

function toNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const number = Number(raw)
  return Number.isFinite(number) ? number : undefined
}

function toBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw
  if (['true', '1', 'yes', 'y'].includes(String(raw).toLowerCase())) return true
  return ['false', '0', 'no', 'n'].includes(String(raw).toLowerCase()) ? false : undefined
}

function toList(raw: unknown): readonly string[] | undefined {
  if (typeof raw === 'string') return [raw]
  return Array.isArray(raw) && raw.every((item) => typeof item === 'string') ? raw : undefined
}

function problemOfChoice(option: Option, value: OptionValue): string | undefined {
  const choices = option.choices
  if (!choices) return undefined
  const bad = [value].flat().find((item) => !choices.includes(String(item)))
  if (bad === undefined) return undefined
  const near = nearest(String(bad), choices)
  return `must be one of ${choices.join(', ')}, and is "${bad}"${near ? `; did you mean "${near}"?` : ''}`
}
