import type { Step } from './terminal.ts'

/** A waiting person (or CI log) hears something at least this often. */
export const REMINDER_MS = 30_000

/** Progress as plain lines: one when it starts, one per news, one every 30 s, one at the end. */
export function plainStep(write: (line: string) => void, start: string): Step {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  let current = start
  const reminder = setInterval(() => write(`… ${current} (${seconds()} s)`), REMINDER_MS)
  reminder.unref()
  write(`… ${start}`)

  const end = (sign: string, text: string) => {
    clearInterval(reminder)
    write(`${sign} ${text} (${seconds()} s)`)
  }
  return {
    update: (text) => {
      if (text !== current) write(`… ${text}`)
      current = text
    },
    succeed: (text = current) => end('✓', text),
    fail: (text = current) => end('✗', text),
  }
}
