/** Progress of things that go on side by side. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { boardLines, clock, clockOf } from '../../src/terminal/board-lines.ts'
import { createPlainTerminal } from '../../src/terminal/plain.ts'
import type { Row } from '../../src/terminal/terminal.ts'

const rows: readonly Row[] = [
  { title: 'network', state: 'done', seconds: 100, expectedMinutes: 3 },
  {
    ...{ title: 'cluster', state: 'working', seconds: 312, expectedMinutes: 14 },
    text: 'EKS cluster zen-with-a-very-long-name-indeed, and 2 more',
  },
  { title: 'database', state: 'failed', seconds: 4 },
  { title: 'server', state: 'waiting', seconds: 0, expectedMinutes: 4 },
]
const plain = (_style: unknown, text: string) => text

describe('rows of a board', () => {
  it('say how long it has taken, how long it should, and what is being waited for', () => {
    expect(boardLines(rows, { width: 80, paint: plain })).toEqual(
      [
        '  ✔ network   1:40',
        '  › cluster   5:12 of ~14 min  EKS cluster zen-with-a-very-long-name-indeed, and 2 more',
        '  ✖ database  0:04',
        '  · server    waits',
      ].map((line) => (line.length > 80 ? `${line.slice(0, 79)}…` : line)),
    )
  })

  it.each([20, 30, 40, 60, 200])('are never wider than %i columns', (width) => {
    for (const line of boardLines(rows, { width, paint: plain }))
      expect(line.length).toBeLessThanOrEqual(Math.max(width, 24))
  })

  it('keep the most important words where there is little room', () => {
    expect(boardLines(rows, { width: 39, paint: plain })).toEqual([
      ...[
        '  ✔ network   1:40',
        '  › cluster   5:12/14:00  EKS cluster …',
        '  ✖ database  0:04',
        '  · server',
      ],
    ])
  })

  it('say at the end what was not finished, and what was not even begun', () => {
    const left = boardLines(rows, { width: 39, paint: plain, isOver: true })

    expect([left[1], left[3]]).toEqual(['  › cluster   not finished', '  · server    not begun'])
  })

  it('have times like a clock', () => {
    expect([0, 59, 60, 3599, 3723].map(clock)).toEqual(['0:00', '0:59', '1:00', '59:59', '1:02:03'])
    expect(clockOf(5)).toBe('0:05')
  })
})

describe('a board in CI', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function board(start: readonly Row[]) {
    const lines: string[] = []
    let current = start
    const err = { write: (text: string) => lines.push(text.trimEnd()) }
    const made = createPlainTerminal({ out: err, err }).board('Deploying "team"', {
      rows: () => current,
      expectedMinutes: 19,
    })
    const become = (next: readonly Row[]) => {
      current = next
      made.changed()
    }
    return { lines, made, become }
  }
  const at = (title: string, state: Row['state'], seconds = 5): Row => ({
    ...{ title, state, seconds, expectedMinutes: 3 },
    ...(state === 'working' ? { text: `VPC ${seconds}` } : {}),
  })

  it('says when a part begins and ends, however much happens in between', () => {
    const { lines, made, become } = board([at('network', 'waiting')])

    for (let seconds = 1; seconds < 200; seconds += 1)
      become([at('network', seconds % 2 === 0 ? 'waiting' : 'working', seconds)])
    become([at('network', 'done', 100), at('server', 'failed', 7)])
    made.update('Waiting for the server')
    made.fail('Deploying "team"')

    expect(lines).toEqual([
      ...['… Deploying "team" (about 19 min)', '… network (about 3 min)', '✓ network (1:40)'],
      ...[
        '… server (about 3 min)',
        '✗ server (0:07)',
        '… Waiting for the server',
        '✗ Deploying "team" (0:00)',
      ],
    ])
  })

  it('says every 30 seconds how far all parts are, also when nothing happens', () => {
    const { lines, made, become } = board([at('network', 'working'), at('server', 'waiting')])
    become([at('network', 'working', 29), at('cluster', 'working', 28), at('server', 'waiting')])
    vi.advanceTimersByTime(61_000)
    made.succeed()
    vi.advanceTimersByTime(61_000)

    const parts = '; network 0:29 of ~3 min: VPC 29; cluster 0:28 of ~3 min: VPC 28'
    expect(lines.slice(3)).toEqual([
      ...[30, 60].map((seconds) => `… Deploying "team" (${clock(seconds)} of ~19 min)${parts}`),
      // Less was to do than planned.
      ...['✓ network (0:29)', '✓ cluster (0:28)'],
      '✓ Deploying "team" (1:01)',
    ])
  })
})
