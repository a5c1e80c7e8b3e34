/** A terminal's screen as an SVG: no fonts from elsewhere, and a background of its own for light and dark pages. */
import type { Line, Run, Size } from './screen.ts'

/** In pixels. The width of a character is that of the fonts named below, and each run is pulled to fit it. */
const cell = { width: 8.4, height: 21, font: 14 }
const margin = { side: 24, top: 62, bottom: 22 }

/** The sixteen colours of the terminal, from black to bright white. */
const palette = [
  ...['#484f58', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9'],
  ...['#6e7681', '#ffa198', '#7ee787', '#f2cc60', '#a5d6ff', '#e2c5ff', '#76e3ea', '#f0f6fc'],
] as const

export interface Picture {
  readonly title: string
  /** For people who can't see it. */
  readonly description: string
  readonly lines: readonly Line[]
  readonly columns: number
}

export function svgOf({ title, description, lines, columns }: Picture): string {
  const size = sizeOf({ columns, rows: lines.length })
  const { width, height } = size
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>text { font: ${cell.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #c9d1d9; white-space: pre }`,
    `.bold { font-weight: 700; fill: #f0f6fc } .dim { fill: #8b949e }</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#0d1117" stroke="#30363d"/>`,
    `<path d="M1 38.5H${width - 1}" stroke="#21262d"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, at) => `<circle cx="${22 + at * 20}" cy="20" r="6" fill="${fill}"/>`,
    ),
    `<text class="dim" x="${width / 2}" y="24.5" text-anchor="middle">${escaped(title)}</text>`,
    ...lines.flatMap((line, row) => lineOf(line, row)),
    '</svg>',
  ].join('\n')}\n`
}

function sizeOf({ columns, rows }: Size) {
  return {
    width: Math.ceil(columns * cell.width + 2 * margin.side),
    height: Math.ceil((rows - 1) * cell.height + margin.top + margin.bottom),
  }
}

function lineOf(line: Line, row: number): readonly string[] {
  const y = margin.top + row * cell.height
  return line.filter(({ text }) => text.trim() !== '').map((run) => runOf(run, y))
}

/** Without the spaces around it, which some programs swallow. */
function runOf(run: Run, y: number): string {
  const text = run.text.trimEnd()
  const start = text.trimStart()
  const x = margin.side + (run.column + text.length - start.length) * cell.width
  const length = (start.length * cell.width).toFixed(1)
  return `<text x="${x.toFixed(1)}" y="${y}" textLength="${length}"${classOf(run)}${fillOf(run)}>${escaped(start)}</text>`
}

function classOf({ isBold, isDim }: Run): string {
  const names = [...(isBold ? ['bold'] : []), ...(isDim ? ['dim'] : [])]
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`
}

function fillOf({ color }: Run): string {
  const fill = color === undefined ? undefined : palette[color]
  return fill === undefined ? '' : ` style="fill: ${fill}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
