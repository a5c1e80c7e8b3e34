import { styleText } from 'node:util'
import type { ZenError } from '../errors/zen-error.ts'

type Paint = (style: 'red' | 'gray' | 'bold', text: string) => string

/** What happened, what to type next, the other program's words: the same on every terminal but for colour. */
export function failureText(error: ZenError, paint: Paint = (_style, text) => text): string {
  const calm = error.exit === 3 || error.exit === 130
  const head = calm ? error.message : `${paint('red', 'Error:')} ${error.message}`
  const foreign = error.foreign ? ['', paint('gray', indent(error.foreign))] : []
  return [head, ...error.fix.map((line) => `  → ${line}`), ...foreign, ''].join('\n')
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}

/** Colours for a stream that shows them; obeys NO_COLOR and FORCE_COLOR. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (style, text) => styleText(style, text, { stream })
}
