/** Rows of progress as lines that fit into a terminal. */
import { stripVTControlCharacters, type styleText } from 'node:util'
import type { Row } from './terminal.ts'

export type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

/** Narrower than this, there is room for the most important words only. */
const NARROW = 60

const looks = {
  waiting: { sign: '·', style: 'dim' },
  working: { sign: '›', style: 'cyan' },
  done: { sign: '✔', style: 'green' },
  failed: { sign: '✖', style: 'red' },
} as const

interface BoardLook {
  readonly width: number
  readonly paint: Paint
  /** Nothing goes on any more. */
  readonly isOver?: boolean
}

/** `✔ network   1:40` or `› cluster   5:12 of ~14 min  EKS cluster zen-aws`, none wider than `width`. */
export function boardLines(rows: readonly Row[], look: BoardLook): readonly string[] {
  const { width, paint } = look
  const times = rows.map((row) => timeOf(row, look))
  const titleWidth = Math.max(...rows.map(({ title }) => title.length))
  const timeWidth = Math.max(...times.map(({ length }) => length))
  return rows.map(({ title, state, text = '' }, at) => {
    const { sign, style } = looks[state]
    const head = `${title.padEnd(titleWidth)}  ${(times[at] ?? '').padEnd(timeWidth)}`
    const room = width - head.length - 6
    const tail =
      state === 'working' && !look.isOver && room > 3 ? `  ${paint('dim', fitted(text, room))}` : ''
    return `  ${paint(style, sign)} ${head}${tail}`.trimEnd()
  })
}

/** After a good end nothing is left to do, even where less was done than planned. */
export function allDone(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, state: 'done' }))
}

function timeOf({ state, seconds, expectedMinutes }: Row, { width, isOver }: BoardLook): string {
  const isNarrow = width < NARROW
  const isUnfinished = state === 'waiting' || state === 'working'
  if (isOver && isUnfinished) return seconds === 0 ? 'not begun' : 'not finished'
  if (state === 'waiting') return isNarrow ? '' : 'waits'
  if (state === 'done' || state === 'failed') return clock(seconds)
  return isNarrow && expectedMinutes !== undefined
    ? `${clock(seconds)}/${expectedMinutes}:00`
    : clockOf(seconds, expectedMinutes)
}

/** `5:12 of ~14 min`, or the time alone. */
export function clockOf(seconds: number, expectedMinutes?: number): string {
  return expectedMinutes === undefined ? clock(seconds) : `${clock(seconds)} of ~${expectedMinutes} min`
}

/** `0:42`, `13:40`, `1:02:03` */
export function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  const rest = two(Math.floor(seconds % 60))
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** One line, cut where there is no more room. */
export function fitted(text: string, room: number): string {
  const plain = stripVTControlCharacters(text).replaceAll('\n', ' ')
  return plain.length > room ? `${plain.slice(0, room - 1)}…` : plain
}
