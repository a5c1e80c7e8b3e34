/** Options as oclif flags: one help group per provider, one for what several share. */
import * as Flags from '@oclif/core/flags'
import type { Option, Provider } from '../../stacks/contract.ts'
import { flagName } from '../deployment/flag-name.ts'
import { variableOf } from '../errors/usage.ts'

/** Flags that people type often. */
const shortFlags: Readonly<Record<string, 'f' | 'n' | 'y'>> = { follow: 'f', name: 'n', yes: 'y' }

/**
 * Flags of a command's own options. Values are taken as text and checked later, so that every problem can be
 * reported at once; oclif reads `env` for help only, see {@link file://./parsed-input.ts}.
 */
export function commandFlags(options: readonly Option[], group?: string) {
  return Object.fromEntries(options.map((option) => [option.flag, flagOf(option, helpOf(option, group))]))
}

/** Flags of all options of these providers, each once. What a deployment was given earlier can be said no to. */
export function providerFlags(providers: readonly Provider[]) {
  const flags: Record<string, ReturnType<typeof flagOf>> = {}
  for (const option of providers.flatMap(({ options }) => options)) {
    flags[flagName(option)] ??= flagOf(option, { ...sharedHelpOf(option, providers), allowNo: true })
  }
  return flags
}

interface FlagHelp {
  readonly group: string | undefined
  readonly note: string
  readonly allowNo: boolean
}

function helpOf(option: Option, group: string | undefined): FlagHelp {
  const text = defaultText(option)
  return { group, note: text === undefined ? '' : ` (default: ${text})`, allowNo: option.default === true }
}

function sharedHelpOf(option: Option, providers: readonly Provider[]): Omit<FlagHelp, 'allowNo'> {
  const uses = providers.flatMap(({ id, options }) =>
    options.filter(({ flag }) => flag === option.flag).map((used) => ({ id, text: defaultText(used) })),
  )
  const [only] = uses
  const group = uses.length === 1 && only ? only.id : 'shared provider'
  const texts = [...new Set(uses.flatMap(({ text }) => text ?? []))]
  if (texts.length === 0) return { group, note: '' }
  const each = texts.length === 1 ? texts : uses.map(({ id, text }) => `${text} for ${id}`)
  return { group, note: ` (default: ${each.join(', ')})` }
}

function defaultText(option: Option): string | undefined {
  if (option.defaultNote) return option.defaultNote
  return option.default === undefined || typeof option.default === 'function'
    ? undefined
    : String(option.default)
}

function flagOf(option: Option, { group, note, allowNo }: FlagHelp) {
  const name = flagName(option)
  const common = { env: variableOf(name), ...(group ? { helpGroup: group.toUpperCase() } : {}) }
  if (option.fromFile) {
    return Flags.string({
      ...common,
      summary: `${option.summary}${note}; "-" is standard input`,
      helpValue: 'FILE',
    })
  }
  if (option.secret) {
    const summary = `file that holds the ${option.summary}; "-" is standard input (or set ${variableOf(option.flag)})`
    return Flags.string({ ...common, summary, helpValue: 'FILE' })
  }
  const choices = option.choices ? `: ${option.choices.join(', ')}` : ''
  const summary = `${option.summary}${choices}${note}`
  const char = shortFlags[option.flag]
  const named = { ...common, summary, ...(char ? { char } : {}) }
  if (option.type === 'boolean') return Flags.boolean({ ...named, allowNo })
  const text = { ...named, helpValue: option.placeholder ?? 'VALUE' }
  return option.type === 'list' ? Flags.string({ ...text, multiple: true }) : Flags.string(text)
}
