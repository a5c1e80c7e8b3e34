/**
 * Who decides about an option: flag or variable > configuration file > the stored spec of the deployment >
 * the answer to a prompt > default. Pure: asking happens between {@link resolveOptions} and {@link complete}.
 */
import type { Facts, Option, OptionValue, OptionValues, Provider, Secrets } from '../../stacks/contract.ts'
import { missingSecret, missingValue, type Problem } from '../errors/usage.ts'
import { parseOption, type RawValues } from './option-value.ts'

export interface Layers {
  /** From flags and `ZEN_…` variables. */
  readonly given: RawValues
  /** From the configuration file. */
  readonly config: RawValues
  /** The spec of an existing deployment of that name. */
  readonly stored: OptionValues
  /** Values of secret options, wherever they came from. */
  readonly secrets: Secrets
}

export interface Resolved {
  readonly values: OptionValues
  readonly secrets: Secrets
  readonly problems: readonly Problem[]
}

/** Values of this provider's options as far as they are decided, with every problem found on the way. */
export function resolveOptions(provider: Provider, layers: Layers): Resolved {
  const values: Record<string, OptionValue> = {}
  const secrets: Record<string, string> = { ...layers.secrets }
  const problems: Problem[] = []
  for (const option of provider.options) {
    if (option.secret) continue
    const raw = layers.given[option.flag] ?? layers.config[option.flag]
    const stored = layers.stored[option.flag]
    if (raw === undefined && stored !== undefined) values[option.flag] = stored
    if (raw === undefined) continue
    const parsed = parseOption(option, raw)
    if ('problem' in parsed) problems.push(parsed.problem)
    else values[option.flag] = withoutPassword(option, parsed.value, secrets)
  }
  return { values, secrets, problems }
}

/** Moves the password of a URL to the secrets, unless a better source gave one already. */
function withoutPassword(option: Option, value: OptionValue, secrets: Record<string, string>): OptionValue {
  if (option.type !== 'url' || !option.passwordTo || typeof value !== 'string') return value
  const url = new URL(value)
  if (url.password === '') return value
  secrets[option.passwordTo] ??= decodeURIComponent(url.password)
  url.password = ''
  return url.href
}

/** Options to ask about: those with a question that applies and no value yet. */
export function openQuestions(
  provider: Provider,
  { values, secrets }: Resolved,
  facts: Facts,
): readonly Option[] {
  return provider.options.filter((option) => {
    if (!option.question || option.flag in values || option.flag in secrets) return false
    return option.askWhen?.({ ...defaultsOf(provider, facts), ...values }) ?? true
  })
}

/** Fills in defaults, then checks what must be there and the rules across options. */
export function complete(provider: Provider, resolved: Resolved, facts: Facts): Resolved {
  const values = { ...defaultsOf(provider, facts), ...resolved.values }
  const flagged = new Set(resolved.problems.map((problem) => problem.flag))
  const missing = provider.options
    .filter((option) => option.required && !flagged.has(option.flag))
    .filter((option) => !(option.flag in (option.secret ? resolved.secrets : values)))
    .map((option) => (option.secret ? missingSecret : missingValue)(option.flag, `The ${option.summary}`))
  const rules = provider.problems?.(values, resolved.secrets) ?? []
  return {
    values,
    secrets: resolved.secrets,
    problems: [...resolved.problems, ...missing, ...rules.map((message) => ({ message }))],
  }
}

function defaultsOf(provider: Provider, facts: Facts): OptionValues {
  const values: Record<string, OptionValue> = {}
  for (const option of provider.options) {
    const value = typeof option.default === 'function' ? option.default(facts) : option.default
    if (value !== undefined) values[option.flag] = value
  }
  return values
}
