/** The parts of the README that are derived from code, between markers such as `<!-- providers -->`. */
import type { Provider } from '../stacks/contract.ts'

/** The part of oclif's manifest that matters here. */
export interface CommandList {
  readonly commands: Readonly<
    Record<string, { readonly summary?: string; readonly hidden?: boolean; readonly args: object }>
  >
}

/** @throws Error when the README lacks a marker */
export function withParts(readme: string, providers: readonly Provider[], { commands }: CommandList): string {
  const parts = { providers: providerTable(providers), commands: commandTable(commands) }
  return Object.entries(parts).reduce((text, [name, part]) => withPart(text, name, part), readme)
}

/** @throws Error when the page lacks a marker */
export function withPart(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [text.indexOf(open), text.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`The page needs the markers ${open} and ${close}`)
  return `${text.slice(0, start + open.length)}\n${part}\n${text.slice(end)}`
}

function providerTable(providers: readonly Provider[]): string {
  const rows = providers.map(({ id, summary, readme }) => [
    `\`--provider ${id}\``,
    summary,
    readme.creates,
    readme.needs,
    readme.costs,
  ])
  return table([['', 'where', 'makes', 'needs', 'costs'], ...rows])
}

function commandTable(commands: CommandList['commands']): string {
  const rows = Object.entries(commands)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, { summary = '', args }]) => [`\`${typed(name, args)}\``, summary])
    .toSorted(([one = ''], [other = '']) => one.localeCompare(other))
  return table([['command', 'what it does'], ...rows])
}

function typed(name: string, args: object): string {
  return ['zen', ...name.split(':'), ...Object.keys(args).map((arg) => `[${arg.toUpperCase()}]`)].join(' ')
}

export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}
