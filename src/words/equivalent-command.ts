import type { Facts, Option, OptionValues, Provider, Spec } from '../../stacks/contract.ts'
import type { StateWishes } from '../context.ts'
import { flagName } from '../deployment/flag-name.ts'
import { defaultOf } from '../deployment/resolve.ts'

/** What decides about the words of a command. */
export interface Said {
  readonly facts: Facts
  /** As it was typed. */
  readonly state?: StateWishes | undefined
  /** What the deployment was given earlier, which nobody has to say again. */
  readonly stored?: OptionValues
  /** Files that hold secrets, by the flag that names them. */
  readonly files?: Readonly<Record<string, string>>
}

/**
 * The command that deploys the same without questions: only what differs from the defaults and from what was given
 * earlier, and no secrets.
 */
export function equivalentCommand(provider: Provider, spec: Spec, said: Said): string {
  const name = spec.name === provider.defaultName ? [] : ['--name', spec.name]
  const flags = provider.options.flatMap((option) => flagsOf(option, spec, said))
  const { backend, secretsProvider } = said.state ?? {}
  return [
    ...['zen', 'deploy', '--provider', provider.id, ...name, ...flags],
    ...(backend === undefined ? [] : ['--backend', backend]),
    ...(secretsProvider === undefined ? [] : ['--secrets-provider', secretsProvider]),
    '--yes',
  ]
    .map(quoted)
    .join(' ')
}

/** The end of a command to type next, where its deployment's state is found only by saying where again. */
export function again(state: StateWishes | undefined): string {
  return state?.backend === undefined ? '' : ` --backend ${quoted(state.backend)}`
}

function flagsOf(option: Option, { options }: Spec, said: Said): readonly string[] {
  const { facts, stored = {}, files = {} } = said
  const file = files[flagName(option)]
  if (option.secret) return file === undefined ? [] : [`--${flagName(option)}`, file]
  const [value, earlier] = [options[option.flag], stored[option.flag]]
  if (value === undefined) {
    const isTakenBack = earlier !== undefined && (option.goesWith?.when(options) ?? true)
    return isTakenBack ? [`--${option.flag}`, ''] : []
  }
  const usual = defaultOf(option, facts) ?? (option.type === 'boolean' ? false : undefined)
  if (String(value) === String(earlier ?? usual)) return []
  if (typeof value === 'boolean') return [value ? `--${option.flag}` : `--no-${option.flag}`]
  return [value].flat().flatMap((item) => [`--${option.flag}`, String(item)])
}

/** Quotes for a POSIX shell, only where needed. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
