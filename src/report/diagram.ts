/** What a deployment is made of, as a picture: parts inside each other, and the way to the server. */
import { heightOf, lineHeight, linesAt, type Placed, padding, place } from './boxes.ts'
import { boxesOf } from './diagram-boxes.ts'
import type { Escape } from './html.ts'
import type { Report } from './report.ts'

const width = 960
const people = 150
const edge = 6
/** Of a letter, as a rule. */
const letterWidth = 6.7

/** An SVG that takes its colours from the page. */
export function diagram(report: Report, text: Escape): string {
  const outer = boxesOf(report)
  const height = heightOf(outer)
  const placed = place(outer, { x: people, y: edge, width: width - people - edge, height })
  const words = placed.map(({ box }) => box.title).join(', ')
  return `<svg class="diagram" viewBox="0 0 ${width} ${height + 2 * edge}" role="img" aria-label="${text(words)}">
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
${placed.map((one) => boxOf(one, text)).join('\n')}
${ways(placed, report, text)}
</svg>`
}

function boxOf(placed: Placed, text: Escape): string {
  const { box, x, y, width: wide, height } = placed
  const room = Math.floor((wide - 2 * padding) / letterWidth)
  const words = (content: string, at: number, style: string) =>
    `<text class="${style}" x="${round(x + padding)}" y="${round(at)}">${text(cut(content, room))}</text>`
  return [
    `<g class="${box.look}"><rect x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(height)}" rx="12"/>`,
    words(box.title, y + 24, 'title'),
    ...(box.note === undefined ? [] : [words(box.note, y + 24 + lineHeight, 'note')]),
    ...box.lines.map((line, at) => words(line, linesAt(placed) + at * lineHeight, 'line')),
    '</g>',
  ].join('')
}

/** From people to the server, and from there to the database. */
function ways(placed: readonly Placed[], { server }: Report, text: Escape): string {
  const find = (part: string) => placed.find(({ box }) => box.look.startsWith(part))
  const [from, to] = [find('server'), find('database')]
  if (!from) return ''
  const y = round(from.y + Math.min(from.height / 2, 60))
  const scheme = server?.url === undefined ? '' : new URL(server.url).protocol.replace(':', '').toUpperCase()
  const words = server && server.url === undefined ? 'zen connect' : scheme
  return [
    `<g class="people"><circle cx="54" cy="${y - 17}" r="10"/><path d="M34 ${y + 20}a20 20 0 0 1 40 0z"/>`,
    `<text class="note" x="54" y="${y + 42}">your team</text></g>`,
    arrow(90, round(from.x) - 2, y),
    `<text class="way" x="114" y="${y - 8}">${text(words)}</text>`,
    to ? arrow(round(from.x + from.width), round(to.x) - 2, y) : '',
  ].join('')
}

function arrow(from: number, to: number, y: number): string {
  return `<path class="arrow" d="M${from} ${y}H${to}" marker-end="url(#head)"/>`
}

function cut(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 1)}…` : text
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
