import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'

export interface PtyOptions {
  /** @default 80 */
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
}

export interface Pty {
  /** All that was written so far, control characters and all. */
  readonly raw: () => string
  /** The same without control characters. */
  readonly text: () => string
  readonly type: (keys: string) => void
  readonly kill: (signal: string) => void
  /** Waits until this was written. @throws what there is to see, when it ends without that or takes too long */
  readonly sees: (words: string) => Promise<void>
  /** Waits for the end; the exit code. */
  readonly ends: () => Promise<number>
}

/** For a machine that does much else. */
const PATIENCE_MS = 60_000

export const program = fileURLToPath(new URL('zen-with-fakes.ts', import.meta.url))

export const keys = { enter: '\r', down: '\x1b[B', ctrlC: '\x03' } as const

/** The environment of a computer of its own: no CI, no colour settings, empty folders. */
export async function cleanEnvironment(): Promise<Record<string, string>> {
  const home = await temporaryDirectory()
  return { HOME: home, ZEN_HOME: `${home}/zen`, PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color' }
}

/** Runs `zen`, with fake engines, in a real pseudo-terminal. It ends with the test at the latest. */
export async function zenInTerminal(
  argv: readonly string[],
  { columns = 80, env = {} }: PtyOptions = {},
): Promise<Pty> {
  const environment = { ...(await cleanEnvironment()), ...env }
  return inTerminal([process.execPath, program, ...argv], { columns, env: environment })
}

/** Runs a program in a real pseudo-terminal, with these variables and no others. It ends with the test at the latest. */
export function inTerminal(
  [file = '', ...args]: readonly string[],
  { columns = 80, env = {} }: PtyOptions = {},
): Pty {
  const child = spawn(file, args, { cols: columns, rows: 30, env, cwd: env['HOME'] ?? '/' })
  let raw = ''
  const watchers = new Set<() => void>()
  child.onData((data) => {
    raw += data
    for (const look of watchers) look()
  })
  const ended = new Promise<number>((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)))
  let isRunning = true
  void ended.then(() => {
    isRunning = false
    for (const look of watchers) look()
  })
  onTestFinished(() => {
    if (isRunning) child.kill('SIGKILL')
  })
  const text = () => stripVTControlCharacters(raw)
  return {
    raw: () => raw,
    text,
    type: (typed) => child.write(typed),
    kill: (signal) => child.kill(signal),
    sees: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const isSeen = text().includes(words)
          if (!isSeen && isRunning) return
          if (isSeen) resolve()
          else reject(new Error(`It ended without saying "${words}":\n${text()}`))
          watchers.delete(look)
          clearTimeout(timer)
        }
        const late = () => reject(new Error(`It does not say "${words}":\n${text()}`))
        const timer = setTimeout(late, PATIENCE_MS)
        watchers.add(look)
        look()
      }),
    ends: () => ended,
  }
}
