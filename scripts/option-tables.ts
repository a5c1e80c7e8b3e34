/** The tables of docs/options.md: what a person can decide about a deployment, by provider. */
import { flagName } from '../src/deployment/flag-name.ts'
import { variableOf } from '../src/errors/usage.ts'
import type { Option, Provider } from '../stacks/contract.ts'
import { table, withPart } from './readme-parts.ts'

/** @throws Error when the page lacks a marker */
export function withOptions(page: string, providers: readonly Provider[]): string {
  return withPart(page, 'options', `\n${providers.map(providerSection).join('\n\n')}\n`)
}

/** With a heading that `docs/options.md#aws` leads to. */
function providerSection({ id, label, summary, options }: Provider): string {
  const head = ['flag', 'variable', 'decides', 'default', 'asked']
  const heading = `<a name="${id}"></a>\n\n## ${label}: \`--provider ${id}\``
  return [heading, `Makes ${summary}.`, table([head, ...options.map(row)])].join('\n\n')
}

function row(option: Option): readonly string[] {
  return [typed(option), `\`${variableOf(option.flag)}\``, meaning(option), usual(option), asked(option)]
}

function typed(option: Option): string {
  const value = option.secret ? 'FILE' : (option.placeholder ?? '')
  return `\`${`--${flagName(option)} ${value}`.trim()}\`${option.type === 'list' ? ' …' : ''}`
}

function meaning({ summary, choices, goesWith }: Option): string {
  const among = choices ? `: ${choices.map((choice) => `\`${choice}\``).join(', ')}` : ''
  return `${summary}${among}${goesWith ? ` (goes with ${goesWith.words})` : ''}`
}

/** What it is when nobody decides. */
function usual({ default: constant, defaultNote, required }: Option): string {
  const known = defaultNote ?? `\`${constant}\``
  return required ? `${known}; else it must be given` : known
}

/** Where a person at a terminal is asked who said nothing else about it. */
function asked({ question, askWhen, goesWith, offered }: Option): string {
  if (question === undefined) return ''
  return askWhen || goesWith || offered ? 'if it matters' : 'yes'
}
