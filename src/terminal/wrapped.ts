/** Words for people, broken at spaces where a terminal would break them in the middle. */
import { stripVTControlCharacters } from 'node:util'

/** What a line that somebody is to copy starts with: such a line stays whole, however wide it is. */
const programs = (
  'zen zenml docker podman kubectl helm pulumi aws gcloud az npm pip uv ' +
  'export unset set sudo chmod mv rm mkdir kill'
).split(' ')

/** Each line goes on below where its words began. @param width left out where lines may have any */
export function wrapped(text: string, width = Number.POSITIVE_INFINITY): string {
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= width ? line : wrappedLine(line, width)))
    .join('\n')
}

function wrappedLine(line: string, width: number): string {
  const start = startOf(line, width)
  const lines: string[] = []
  let current = line.slice(0, start)
  let isBegun = false
  for (const { space, word } of piecesOf(line.slice(start))) {
    if (!isBegun || widthOf(current + space + word) <= width) current += isBegun ? space + word : word
    else {
      lines.push(current)
      current = ' '.repeat(start) + word
    }
    isBegun = true
  }
  return [...lines, current].join('\n')
}

/** Behind indentation and a sign, or a label with some space behind it, as long as that leaves room. */
function startOf(line: string, width: number): number {
  const [sign = ''] = /^ *(?:[→✓✗✔!+~=$-] )?/.exec(line) ?? []
  const [label = ''] = /^ *\S+(?: \S+)* {2,}/.exec(line) ?? []
  const start = Math.max(sign.length, label.length <= width / 2 ? label.length : 0)
  return start <= width / 2 ? start : 0
}

interface Piece {
  readonly space: string
  readonly word: string
}

/** Words with the space before them; a command is one word, up to the end of its line. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  const words = /(\s*)(\S+)/g
  for (let found = words.exec(text); found; found = words.exec(text)) {
    const [, space = '', word = ''] = found
    const isFirst = pieces.length === 0 || pieces.at(-1)?.word.endsWith(':')
    const isCommand = isFirst && programs.includes(word) && !text.endsWith('.')
    if (isCommand) return [...pieces, { space, word: text.slice(found.index + space.length) }]
    pieces.push({ space, word })
  }
  return pieces
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length
}
