import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ZenError } from '../../src/errors/zen-error.ts'
import { createJsonTerminal } from '../../src/terminal/json.ts'
import { createPlainTerminal } from '../../src/terminal/plain.ts'

const error = new ZenError({
  code: 'PORT_IN_USE',
  message: 'Port 1 is in use.',
  fix: ['Use another port: --port 2'],
  details: { port: 1 },
  foreign: 'bind: address already in use\n',
})

/** Streams that keep what was written to them. */
function pages() {
  const [out, err]: [string[], string[]] = [[], []]
  return {
    streams: {
      out: { write: (text: string) => out.push(text) },
      err: { write: (text: string) => err.push(text) },
    },
    out: () => out.join(''),
    err: () => err.join(''),
  }
}

describe('the plain terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('tells at least every 30 seconds what it waits for, and how long it took', () => {
    const page = pages()
    const step = createPlainTerminal(page.streams).step('Deploying')

    step.update('Starting the server')
    step.update('Starting the server')
    vi.advanceTimersByTime(61_000)
    step.succeed('Deployed')
    vi.advanceTimersByTime(61_000)

    expect(page.err().split('\n')).toEqual([
      ...[
        '… Deploying',
        '… Starting the server',
        '… Starting the server (30 s)',
        '… Starting the server (60 s)',
      ],
      ...['✓ Deployed (61 s)', ''],
    ])
    expect(page.out()).toBe('')
  })

  it('puts results and log lines on stdout and everything else on stderr', async () => {
    const page = pages()
    const terminal = createPlainTerminal(page.streams)

    terminal.info('by the way')
    terminal.warn('careful')
    terminal.line('a line')
    terminal.result('the result', { ok: true })
    terminal.failure('deploy', error)

    expect(page.out()).toBe('a line\nthe result\n')
    expect(page.err()).toBe(
      [
        ...[
          'by the way',
          'Warning: careful',
          'Error: Port 1 is in use.',
          '  → Use another port: --port 2',
          '',
        ],
        ...['  bind: address already in use', ''],
      ].join('\n'),
    )
  })

  it('asks nobody, and names the flag that answers', async () => {
    const terminal = createPlainTerminal(pages().streams)
    const question = { kind: 'confirm', flag: 'yes', message: 'Go?', default: true } as const

    await expect(terminal.confirm(question)).rejects.toMatchObject({
      exit: 2,
      fix: ['Answer it with --yes.', expect.any(String)],
    })
    await expect(terminal.ask(question)).rejects.toMatchObject({ exit: 2 })
  })
})

describe('the JSON terminal', () => {
  it('prints one object on stdout, and words and log lines on stderr', () => {
    const page = pages()
    const terminal = createJsonTerminal(page.streams)

    terminal.info('by the way')
    terminal.line('a line')
    terminal.step('Deploying').succeed()
    terminal.result('the result', { ok: true, lines: ['a\nb'] })

    expect(page.out()).toBe('{"ok":true,"lines":["a\\nb"]}\n')
    expect(page.err()).toContain('by the way\na line\n… Deploying\n')
  })

  it('prints a failure as an object, with the words of the other program in its details', () => {
    const page = pages()

    createJsonTerminal(page.streams).failure('deploy', error)

    expect(JSON.parse(page.out())).toEqual({
      ok: false,
      command: 'deploy',
      error: {
        ...{ code: 'PORT_IN_USE', message: 'Port 1 is in use.', fix: ['Use another port: --port 2'] },
        details: { port: 1, foreign: 'bind: address already in use' },
      },
    })
  })
})
