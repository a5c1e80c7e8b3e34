/** The parts of the chart's README that are derived, between markers such as `<!-- values -->`. */
import type { RefusedKey } from './chart-refused.ts'
import type { ChartValue } from './chart-values.ts'

/** @throws Error when the README lacks a marker */
export function withChartValues(
  readme: string,
  values: readonly ChartValue[],
  refused: readonly RefusedKey[],
): string {
  const rows = refused.map(({ key, instead }) => [`\`${key}\``, instead])
  return withPart(withPart(readme, 'values', valueTables(values)), 'refused', table(['key', 'instead'], rows))
}

/** A heading and a table for every section at the top, and one table for the values outside of sections. */
function valueTables(values: readonly ChartValue[]): string {
  const sections = values.filter(({ path, isSection }) => path.length === 1 && isSection)
  const single = values.filter(({ path, isSection }) => path.length === 1 && !isSection)
  const parts = sections.map(({ path, comment }) => {
    const inside = values.filter((value) => value.path[0] === path[0] && !value.isSection)
    return [`### ${path[0]}`, comment, valueTable(inside)].join('\n\n')
  })
  return [...parts, ['### Everything else', valueTable(single)].join('\n\n')].join('\n\n')
}

function valueTable(values: readonly ChartValue[]): string {
  const rows = values.map(({ path, comment, default: value }) => [
    `\`${path.join('.')}\``,
    value === null || value === '' ? '' : `\`${JSON.stringify(value).replaceAll('"', '')}\``,
    comment,
  ])
  return table(['value', 'default', 'meaning'], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

function withPart(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [text.indexOf(open), text.indexOf(close)]
  if (start < 0 || end < start)
    throw new Error(`The chart's README.md needs the markers ${open} and ${close}`)
  return `${text.slice(0, start + open.length)}\n${part}\n${text.slice(end)}`
}
