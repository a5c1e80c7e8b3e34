import { interrupted } from '../errors/deployment.ts'
import { exitCodes, systemCodeOf } from '../errors/zen-error.ts'
import type { Terminal } from './terminal.ts'

interface Interrupted {
  readonly terminal: Terminal
  /** Id of the command, for the last words. */
  readonly command: string
}

/**
 * The first Ctrl-C (or SIGTERM, or a closed terminal) aborts: everything stops and saves. The second one ends the
 * process at once. State on disk is always whole, so that the next run continues. Listening keeps no process alive.
 */
export function abortOnInterruption(controller: AbortController, { terminal, command }: Interrupted): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) leaveNow(terminal, command)
      controller.abort()
      terminal.info('Stopping. Press Ctrl-C again to stop at once.')
    })
  }
}

function leaveNow(terminal: Terminal, command: string): never {
  terminal.failure(command, interrupted(['Continue: run the same command again.']))
  process.exit(exitCodes.interrupted)
}

/**
 * A reader that went away (`zen logs -f | head -1`, a closed window) is no reason to crash, and a deployment in
 * progress goes on; but nobody needs more of a stream that nobody reads.
 */
export function outliveReaders(controller: AbortController): void {
  process.stdout.on('error', (error) => {
    if (systemCodeOf(error) === 'EPIPE') controller.abort()
  })
  process.stderr.on('error', () => undefined)
}
