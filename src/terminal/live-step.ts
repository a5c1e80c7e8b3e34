/** Progress that is redrawn in place, for a person at a terminal. */
import { styleText } from 'node:util'
import yoctoSpinner from 'yocto-spinner'
import { boardLines, clockOf, fitted } from './board-lines.ts'
import type { Streams } from './streams.ts'
import type { Board, BoardOptions, Step } from './terminal.ts'

const SECOND_MS = 1000

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
  return live(stream, start, (text, seconds, isOver) => {
    const expected = isOver ? undefined : expectedMinutes
    const width = (stream.columns ?? 80) - 1
    const lines = boardLines(rows(), width, (style, words) => styleText(style, words, { stream }))
    return [headOf(text, ` (${clockOf(seconds, expected)})`, stream), ...lines].join('\n')
  })
}

function headOf(text: string, suffix: string, { columns = 80 }: Streams['err']): string {
  return `${fitted(text, Math.max(8, columns - 3 - suffix.length))}${suffix}`
}

function live(
  stream: Streams['err'],
  start: string,
  draw: (text: string, seconds: number, isOver: boolean) => string,
): Board {
  const startedAt = Date.now()
  let [current, isOver] = [start, false]
  const text = () => draw(current, Math.round((Date.now() - startedAt) / SECOND_MS), isOver)
  // Signals are ours: the library would end the process at the first Ctrl-C.
  const spinner = yoctoSpinner({ text: text(), stream, handleSignals: false }).start()
  const changed = () => {
    spinner.text = text()
  }
  const clock = setInterval(changed, SECOND_MS)
  clock.unref()
  const end = (last: string) => {
    clearInterval(clock)
    ;[current, isOver] = [last, true]
    return text()
  }
  return {
    changed,
    update: (next) => {
      current = next
      changed()
    },
    succeed: (last = current) => void spinner.success(end(last)),
    fail: (last = current) => void spinner.error(end(last)),
  }
}
