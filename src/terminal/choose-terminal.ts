import { createJsonTerminal } from './json.ts'
import { createPlainTerminal } from './plain.ts'
import type { Streams } from './streams.ts'
import type { Terminal } from './terminal.ts'

export interface TerminalWishes {
  readonly json: boolean
  /** `--yes` or `--no-input`. */
  readonly quiet: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * JSON for programs; colours and prompts when a person sits at both ends; lines otherwise.
 * `CI` set to anything but `false` or `0` means that nobody is there: CI services agree on it.
 */
export async function chooseTerminal(
  streams: Streams,
  { json, quiet, env }: TerminalWishes,
): Promise<Terminal> {
  if (json) return createJsonTerminal(streams)
  const isCi = !['', '0', 'false'].includes((env['CI'] ?? '').toLowerCase())
  if (isCi || !streams.err.isTTY || env['TERM'] === 'dumb') return createPlainTerminal(streams)
  const { createInteractiveTerminal } = await import('./interactive.ts')
  const canAsk = !quiet && streams.in.isTTY === true
  return createInteractiveTerminal(streams, { canAsk, canSpin: env['CI'] === undefined })
}
