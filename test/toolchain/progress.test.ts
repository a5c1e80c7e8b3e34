import { beforeEach, expect, test, vi } from 'vitest'
import { screenObserver } from '../../scripts/toolchain/progress.ts'
import { sample } from './sample-recipe.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** A screen that keeps what is written to it. */
function screen(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => written.push(text) }
}

const place = () => '[2 of 3]'
const found = { path: '/sample', source: 'built' } as const

test('on a terminal one line counts up', () => {
  const terminal = screen(true)
  const step = screenObserver(place, terminal).building(sample)

  vi.advanceTimersByTime(2_000)
  step.end(found)
  vi.advanceTimersByTime(60_000)

  expect(terminal.written).toEqual([
    '\r\x1b[2K[2 of 3] sample 1.2.3: building',
    '\r\x1b[2K[2 of 3] sample 1.2.3: building, 1s',
    '\r\x1b[2K[2 of 3] sample 1.2.3: building, 2s',
    '\r\x1b[2K[2 of 3] sample 1.2.3: built after 2s\n',
  ])
})

test('elsewhere a line comes once a minute', () => {
  const log = screen(false)
  const step = screenObserver(place, log).building(sample)

  vi.advanceTimersByTime(125_000)
  step.end(undefined)

  expect(log.written).toEqual([
    '[2 of 3] sample 1.2.3: building\n',
    '[2 of 3] sample 1.2.3: building, 1m 00s\n',
    '[2 of 3] sample 1.2.3: building, 2m 00s\n',
    '[2 of 3] sample 1.2.3: not built after 2m 05s\n',
  ])
})
