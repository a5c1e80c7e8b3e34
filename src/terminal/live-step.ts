/** Progress that is redrawn in place, for a person at a terminal. */
import { styleText } from 'node:util'
import yoctoSpinner from 'yocto-spinner'
import { allDone, boardLines, clockOf, fitted, type Style } from './board-lines.ts'
import type { Streams } from './streams.ts'
import type { Board, BoardOptions, Step } from './terminal.ts'

const SECOND_MS = 1000

type End = 'good' | 'bad'

/** A spinner with the elapsed seconds, cut to one line so that a narrow terminal stays calm. */
export function liveStep(stream: Streams['err'], start: string): Step {
  return live(stream, start, (text, seconds) => headOf(text, seconds > 0 ? ` (${seconds} s)` : '', stream))
}

/** The same with rows below it. */
export function liveBoard(
  stream: Streams['err'],
  start: string,
  { rows, expectedMinutes }: BoardOptions,
): Board {
  return live(stream, start, (text, seconds, end) => {
    const isOver = end !== undefined
    const expected = isOver ? undefined : expectedMinutes
    const width = (stream.columns ?? 80) - 1
    const paint = (style: Style, words: string) => styleText(style, words, { stream })
    const lines = boardLines(end === 'good' ? allDone(rows()) : rows(), { width, paint, isOver })
    const [long, short] = [` (${clockOf(seconds, expected)})`, ` (${clockOf(seconds)})`]
    const isRoom = text.length + long.length + 3 <= width
    return [headOf(text, isRoom ? long : short, stream), ...lines].join('\n')
  })
}

function headOf(text: string, suffix: string, { columns = 80 }: Streams['err']): string {
  return `${fitted(text, Math.max(8, columns - 3 - suffix.length))}${suffix}`
}

function live(
  stream: Streams['err'],
  start: string,
  draw: (text: string, seconds: number, end?: End) => string,
): Board {
  const startedAt = Date.now()
  let current = start
  const text = (end?: End) => draw(current, Math.round((Date.now() - startedAt) / SECOND_MS), end)
  // Signals are ours: the library would end the process at the first Ctrl-C.
  const spinner = yoctoSpinner({ text: text(), stream, handleSignals: false }).start()
  const changed = () => {
    spinner.text = text()
  }
  const clock = setInterval(changed, SECOND_MS)
  clock.unref()
  const ended = (last: string, end: End) => {
    clearInterval(clock)
    current = last
    return text(end)
  }
  return {
    changed,
    update: (next) => {
      current = next
      changed()
    },
    succeed: (last = current) => void spinner.success(ended(last, 'good')),
    fail: (last = current) => void spinner.error(ended(last, 'bad')),
  }
}
