import { interrupted } from '../../errors/deployment.ts'
import { ZenError } from '../../errors/zen-error.ts'

const ATTEMPTS = 12

/**
 * Asks a server that is known to run, again when it is too busy to answer in time: right after its start, on a busy
 * computer, its first answers take longer than a client waits. `ask` may run more than once.
 * @throws ZenError `SERVER_UNREACHABLE` after 12 attempts, `INTERRUPTED`, or what `ask` throws otherwise.
 */
export async function askPatiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask()
    } catch (error) {
      if (signal.aborted) throw interrupted(['Run the same command again to continue.'])
      const busy = error instanceof ZenError && error.code === 'SERVER_UNREACHABLE'
      if (!busy || attempt === ATTEMPTS) throw error
    }
  }
}
