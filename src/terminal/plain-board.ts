import { allDone, clock, clockOf } from './board-lines.ts'
import { REMINDER_MS } from './plain-step.ts'
import type { Board, BoardOptions, Row } from './terminal.ts'

/**
 * Progress of things that go on side by side as plain lines: one when one of them begins, one when it ends, and one
 * about all of them every 30 s, whatever happens and however much of it.
 */
export function plainBoard(
  write: (line: string) => void,
  start: string,
  { rows, expectedMinutes }: BoardOptions,
): Board {
  const startedAt = Date.now()
  const time = () => clockOf(Math.round((Date.now() - startedAt) / 1000), expectedMinutes)
  const told = new Set<string>()
  let current = start
  const once = (key: string, line: string) => {
    if (!told.has(key)) write(line)
    told.add(key)
  }
  const tell = (all: readonly Row[]) => {
    for (const row of all) {
      if (row.state !== 'waiting') once(`begin ${row.title}`, `… ${row.title}${expectation(row)}`)
      const sign = { done: '✓', failed: '✗', working: '', waiting: '' }[row.state]
      if (sign !== '') once(`${sign} ${row.title}`, `${sign} ${row.title} (${clock(row.seconds)})`)
    }
  }
  const changed = () => tell(rows())
  const reminder = setInterval(() => write(`… ${current} (${time()})${working(rows())}`), REMINDER_MS)
  reminder.unref()
  write(`… ${start}${expectedMinutes === undefined ? '' : ` (about ${expectedMinutes} min)`}`)

  const end = (sign: string, text: string) => {
    clearInterval(reminder)
    tell(sign === '✓' ? allDone(rows().filter(({ title }) => told.has(`begin ${title}`))) : rows())
    write(`${sign} ${text} (${clock(Math.round((Date.now() - startedAt) / 1000))})`)
  }
  return {
    changed,
    update: (text) => {
      if (text !== current && text !== start) write(`… ${text}`)
      current = text
    },
    succeed: (text = current) => end('✓', text),
    fail: (text = current) => end('✗', text),
  }
}

function expectation({ expectedMinutes }: Row): string {
  return expectedMinutes === undefined ? '' : ` (about ${expectedMinutes} min)`
}

function working(rows: readonly Row[]): string {
  return rows
    .filter(({ state }) => state === 'working')
    .map(
      ({ title, seconds, expectedMinutes, text }) =>
        `; ${title} ${clockOf(seconds, expectedMinutes)}: ${text}`,
    )
    .join('')
}
