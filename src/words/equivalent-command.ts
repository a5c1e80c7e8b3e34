import type { Facts, Option, OptionValue, Provider, Spec } from '../../stacks/contract.ts'
import type { StateWishes } from '../context.ts'
import { defaultOf } from '../deployment/resolve.ts'

interface Said {
  readonly facts: Facts
  /** As it was typed. */
  readonly state?: StateWishes | undefined
}

/** The command that deploys the same without questions: only what differs from the defaults, and no secrets. */
export function equivalentCommand(provider: Provider, spec: Spec, { facts, state = {} }: Said): string {
  const name = spec.name === provider.defaultName ? [] : ['--name', spec.name]
  const flags = provider.options.flatMap((option) => flagsOf(option, spec.options[option.flag], facts))
  const { backend, secretsProvider } = state
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

function flagsOf(option: Option, value: OptionValue | undefined, facts: Facts): readonly string[] {
  const usual = defaultOf(option, facts)
  if (value === undefined || option.secret || String(value) === String(usual)) return []
  if (typeof value === 'boolean') return [value ? `--${option.flag}` : `--no-${option.flag}`]
  return [value].flat().flatMap((item) => [`--${option.flag}`, String(item)])
}

/** Quotes for a POSIX shell, only where needed. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
