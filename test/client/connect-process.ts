/**
 * A zen of its own that connects a client, for tests that need a second process:
 *
 *   node connect-process.ts '{"environment": …, "request": …, "mode": "once", "as": 65534}'
 *
 * It prints `ready`, and then one line of JSON for each connection: `{"ok": true}` or the error.
 * `again` connects and disconnects until the process is killed; `check` only prints what the check finds.
 */
import { checkClientFiles } from '../../src/client/check-client-files.ts'
import type { ClientEnvironment } from '../../src/client/client-environment.ts'
import { connectClient, disconnectClient } from '../../src/client/connection.ts'
import { ZenError } from '../../src/errors/zen-error.ts'
import type { requestOf } from './client-computer.ts'

export interface ConnectProcessInput {
  readonly environment: ClientEnvironment
  readonly request: ReturnType<typeof requestOf>
  readonly mode: 'once' | 'again' | 'check'
  /** Number of the user to become, once all code is loaded. */
  readonly as?: number
}

function print(value: unknown): void {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
}

const input: ConnectProcessInput = JSON.parse(process.argv[2] ?? '')
const { environment, request } = input
// Loaded on first use otherwise, which another user might not be allowed to.
await import('../../src/client/connect.ts')
if (input.as !== undefined) process.seteuid?.(input.as)
print('ready')
try {
  if (input.mode === 'check') print(await checkClientFiles(environment))
  else
    do {
      await connectClient(environment, request)
      print({ ok: true })
      if (input.mode === 'again') await disconnectClient(environment, request.deployment)
    } while (input.mode === 'again')
} catch (error) {
  if (!(error instanceof ZenError)) throw error
  print({ ok: false, code: error.code, message: error.message, fix: error.fix })
}
