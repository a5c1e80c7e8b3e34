import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { pythonNotStarted } from '../../errors/python.ts'
import { isAlive, type ProcessIdentity, startTimeOf } from '../../storage/process-identity.ts'
import { listenAddress } from './address.ts'

export interface LaunchOptions {
  readonly python: string
  readonly host: string
  readonly port: number
  /** Working directory: an own folder, because Python looks for modules there. */
  readonly directory: string
  readonly logFile: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Told who the process is before it does anything: a zen that is killed meanwhile leaves no unknown server. */
  readonly started: (identity: ProcessIdentity) => Promise<void>
}

/** The process waits for a line, and ends when zen is gone before it was written down. */
const launcher = `
import sys
if sys.stdin.readline():
    import uvicorn
    uvicorn.run("zenml.zen_server.zen_server_api:app", host=sys.argv[1], port=int(sys.argv[2]), server_header=False)
`

const GRACE_MS = 10_000
const POLL_MS = 50

/**
 * Starts the server in a session of its own, so that it outlives the terminal, and writing to its log file.
 * @throws ZenError `PYTHON_NOT_STARTED`, or what `started` throws; then nothing runs.
 */
export async function launchServer(options: LaunchOptions): Promise<ProcessIdentity> {
  const log = await open(options.logFile, 'a', 0o600)
  try {
    const args = ['-c', launcher, listenAddress(options.host), String(options.port)]
    const child = spawn(options.python, args, {
      cwd: options.directory,
      env: options.env,
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
    })
    await once(child, 'spawn').catch((error: unknown) => {
      throw pythonNotStarted(options.python, error instanceof Error ? error : new Error(String(error)))
    })
    // A broken pipe means that it died at once, which whoever waits for it will see.
    child.stdin?.on('error', () => undefined)
    try {
      const identity = await identityOf(child.pid)
      await options.started(identity)
      child.stdin?.end('go\n')
      return identity
    } catch (error) {
      child.stdin?.destroy()
      throw error
    } finally {
      child.unref()
    }
  } finally {
    await log.close()
  }
}

async function identityOf(pid: number | undefined): Promise<ProcessIdentity> {
  const startedAt = pid === undefined ? undefined : await startTimeOf(pid)
  return { pid: pid ?? 0, startedAt: startedAt ?? 'gone' }
}

/**
 * Ends the server: asks, and after 10 seconds insists. A process that merely has the same number is left alone.
 * @returns whether it is gone
 */
export async function stopServer(identity: ProcessIdentity, graceMs = GRACE_MS): Promise<boolean> {
  if (!(await isAlive(identity))) return true
  send(identity.pid, 'SIGTERM')
  if (await goneWithin(identity, graceMs)) return true
  send(identity.pid, 'SIGKILL')
  return goneWithin(identity, GRACE_MS)
}

/** The server leads its own process group; Windows has none, and no gentle signal either. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Gone in the meantime, or not ours: the caller looks whether it still is there.
  }
}

async function goneWithin(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (await isAlive(identity)) {
    if (Date.now() >= deadline) return false
    await delay(POLL_MS)
  }
  return true
}
