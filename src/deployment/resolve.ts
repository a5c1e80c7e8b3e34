/**
 * Who decides about an option: flag or variable > configuration file > the stored spec of the deployment >
 * the answer to a prompt > default. Pure: asking happens between {@link resolveOptions} and {@link complete}.
 */
import type { Facts, Option, OptionValue, OptionValues, Provider, Secrets } from '../../stacks/contract.ts'
import { missingSecret, missingValue, type Problem } from '../errors/usage.ts'
import { flagName } from './flag-name.ts'
import { parseOption, problemsOfSecret, type RawValues } from './option-value.ts'

export interface Layers {
  /** From flags and `ZEN_…` variables. */
  readonly given: RawValues
  /** From the configuration file. */
  readonly config: RawValues
  /** The spec of an existing deployment of that name. */
  readonly stored: OptionValues
  /** Values of secret options from variables and files. */
  readonly secrets: Secrets
  /** Secrets of an existing deployment of that name, as far as they are known. */
  readonly storedSecrets?: Secrets
}

export interface Resolved {
  readonly values: OptionValues
  readonly secrets: Secrets
  /** Flags of options that this request itself decides, as opposed to the stored spec and defaults. */
  readonly given: readonly string[]
  /** The same, and those whose earlier value it takes back. */
  readonly decided: readonly string[]
  readonly problems: readonly Problem[]
}

/** Values of this provider's options as far as they are decided, with every problem found on the way. */
export function resolveOptions(provider: Provider, layers: Layers): Resolved {
  const values: Record<string, OptionValue> = {}
  const secrets = ownSecrets(provider, layers.secrets)
  const problems: Problem[] = []
  const given = Object.keys(secrets)
  const takenBack: string[] = []
  for (const option of provider.options) {
    if (option.secret) {
      problems.push(...problemsOfSecret(option, secrets[option.flag]))
      continue
    }
    const raw = layers.given[option.flag] ?? layers.config[option.flag]
    // Nothing takes back what an earlier request decided.
    if (isNothing(raw)) {
      takenBack.push(option.flag)
      continue
    }
    const stored = layers.stored[option.flag]
    if (raw === undefined && stored !== undefined) values[option.flag] = stored
    if (raw === undefined) continue
    given.push(option.flag)
    const parsed = parseOption(option, raw)
    if ('problem' in parsed) problems.push(parsed.problem)
    else values[option.flag] = withoutPassword(option, parsed.value, secrets)
  }
  return {
    ...{ values, given, problems },
    secrets: { ...ownSecrets(provider, layers.storedSecrets ?? {}), ...secrets },
    // A URL may have brought a secret along.
    decided: [...given, ...takenBack, ...Object.keys(secrets)],
  }
}

/** Also as a list, which a flag is that can be given several times. */
function isNothing(raw: unknown): boolean {
  return raw === '' || (Array.isArray(raw) && raw.join('') === '')
}

/** A variable may be set for another provider: what this one does not know it does not get. */
function ownSecrets({ options }: Provider, secrets: Secrets): Record<string, string> {
  const own = options.filter(({ secret }) => secret).map(({ flag }) => flag)
  return Object.fromEntries(Object.entries(secrets).filter(([flag]) => own.includes(flag)))
}

/** Whether this is the text of a URL with a password in it. */
export function holdsPassword(option: Option, raw: unknown): boolean {
  if (!option.passwordTo || typeof raw !== 'string') return false
  return URL.canParse(raw) && new URL(raw).password !== ''
}

/** Moves the password of a URL to the secrets, unless a better source gave one already. */
export function withoutPassword(
  option: Option,
  value: OptionValue,
  secrets: Record<string, string>,
): OptionValue {
  if (!option.passwordTo || !holdsPassword(option, value)) return value
  const url = new URL(String(value))
  secrets[option.passwordTo] ??= decoded(url.password)
  url.password = ''
  return url.href
}

/** A "%" that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

interface Known extends Pick<Resolved, 'values' | 'secrets'> {
  readonly facts: Facts
}

/** Whether an option is still to be asked about: it has a question that applies, and no value yet. */
export function isOpen(option: Option, provider: Provider, known: Known): boolean {
  if (option.flag in known.values || option.flag in known.secrets) return false
  return hasMeaning(option, provider, known) && isUsuallyAsked(option, provider, known)
}

/** Whether an option means something beside the others. */
export function hasMeaning({ goesWith }: Option, provider: Provider, { values, facts }: Known): boolean {
  return goesWith?.when({ ...defaultsOf(provider, facts), ...values }) ?? true
}

/** Whether its question is one of the few that everybody is asked. */
export function isUsuallyAsked(
  { question, askWhen }: Option,
  provider: Provider,
  { values, facts }: Known,
): boolean {
  return question !== undefined && (askWhen?.({ ...defaultsOf(provider, facts), ...values }) ?? true)
}

/** What an option is when nobody decides. */
export function defaultOf(option: Option, facts: Facts): OptionValue | undefined {
  return typeof option.default === 'function' ? option.default(facts) : option.default
}

/** Fills in defaults, leaves out what means nothing here, then checks what must be there and the rules across options. */
export function complete(provider: Provider, resolved: Resolved, facts: Facts): Resolved {
  const all = { ...defaultsOf(provider, facts), ...resolved.values }
  const idle = provider.options.filter(({ goesWith }) => goesWith && !goesWith.when(all))
  const values = without(all, idle)
  const secrets = without(resolved.secrets, idle)
  const misplaced = idle.filter(({ flag }) => resolved.given.includes(flag)).map(misplacedOption)
  const rules = (provider.problems?.(values, secrets) ?? []).map((message) => ({ message }))
  const missing = missingOptions(provider, { ...resolved, values })
  return {
    ...resolved,
    values,
    secrets,
    problems: [...resolved.problems, ...misplaced, ...missing, ...rules],
  }
}

function missingOptions({ options }: Provider, { values, secrets, problems }: Resolved): readonly Problem[] {
  const flagged = new Set(problems.map(({ flag }) => flag))
  return options
    .filter((option) => option.required && !flagged.has(option.flag))
    .filter((option) => !(option.flag in (option.secret ? secrets : values)))
    .map((option) => (option.secret ? missingSecret : missingValue)(option.flag, `The ${option.summary}`))
}

function misplacedOption(option: Option): Problem {
  const flag = flagName(option)
  return { flag, message: `--${flag} goes with ${option.goesWith?.words}` }
}

function without<T>(values: Readonly<Record<string, T>>, options: readonly Option[]): Record<string, T> {
  const flags = options.map(({ flag }) => flag)
  return Object.fromEntries(Object.entries(values).filter(([flag]) => !flags.includes(flag)))
}

/** What all options are when nobody decides. */
export function defaultsOf(provider: Provider, facts: Facts): OptionValues {
  const values: Record<string, OptionValue> = {}
  for (const option of provider.options) {
    const value = defaultOf(option, facts)
    if (value !== undefined) values[option.flag] = value
  }
  return values
}
