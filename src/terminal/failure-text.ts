import { styleText } from 'node:util'
import type { ZenError } from '../errors/zen-error.ts'

type Paint = (style: 'red' | 'gray' | 'bold', text: string) => string

export interface FailureLook {
  readonly paint?: Paint
  /** Breaks a line of zen's own words where it has to; those of others are left as they are. */
  readonly wrap?: (line: string) => string
}

const same = (line: string) => line

/** What happened, what to type next, the other program's words: the same on every terminal but for colour and width. */
export function failureText(
  error: ZenError,
  { paint = (_style, text) => text, wrap = same }: FailureLook = {},
): string {
  const calm = error.exit === 3 || error.exit === 130
  const head = calm ? error.message : `${paint('red', 'Error:')} ${error.message}`
  const foreign = error.foreign ? ['', paint('gray', indent(error.foreign))] : []
  return [wrap(head), ...error.fix.map((line) => wrap(`  → ${line}`)), ...foreign, ''].join('\n')
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
