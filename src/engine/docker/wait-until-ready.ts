import { setTimeout as delay } from 'node:timers/promises'
import { isReady } from '../../client/server-health.ts'
import { interrupted } from '../../errors/deployment.ts'
import { containerCrashed, containerMissing, serverNotReady } from '../../errors/docker.ts'
import { type Container, inspectContainer } from './container.ts'
import type { Docker } from './docker-command.ts'
import type { ServerSecrets } from './secret-variables.ts'
import { withoutSecrets } from './server-secrets.ts'

export interface Waiting {
  readonly docker: Docker
  /** Name of the container. */
  readonly container: string
  readonly url: string
  readonly secrets: ServerSecrets
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

const POLL_MS = 400
/** A server that comes back this often will come back for ever: one or two may be a database that starts late. */
const RESTARTS_ALLOWED = 2
const LOG_LINES = 25

/**
 * Waits until the server answers on its published port.
 * @throws ZenError `CONTAINER_CRASHED`, `OUT_OF_MEMORY`, `CONTAINER_MISSING`, `SERVER_NOT_READY`, `INTERRUPTED`
 */
export async function waitUntilReady(waiting: Waiting): Promise<void> {
  const { docker, container: name, url, timeoutMs, signal } = waiting
  const deadline = Date.now() + timeoutMs
  const restartsBefore = (await inspectContainer(docker, name, signal))?.restarts ?? 0
  for (;;) {
    const container = await inspectContainer(docker, name, signal)
    if (!container) throw containerMissing(name)
    if (hasCrashed(container, restartsBefore)) throw await crash(container, waiting)
    if (container.state === 'running' && (await isReady({ url }))) return
    if (Date.now() > deadline) throw serverNotReady(name, timeoutMs / 1000, await lastWords(waiting))
    await delay(POLL_MS, undefined, { signal }).catch(() => {
      throw interrupted(['Run the same command again to continue.'])
    })
  }
}

function hasCrashed({ state, restarts }: Container, restartsBefore: number): boolean {
  return ['exited', 'dead'].includes(state) || restarts - restartsBefore > RESTARTS_ALLOWED
}

/** A server that can't start is stopped, so that Docker does not start it again and again. */
async function crash(container: Container, waiting: Waiting): Promise<Error> {
  const { docker } = waiting
  const log = await lastWords(waiting)
  await docker.run(['stop', container.name], { subject: { what: 'stop the server' } }).catch(() => undefined)
  const { exitCode, outOfMemory } = container
  return containerCrashed(container.name, { exitCode, outOfMemory, log })
}

async function lastWords({ docker, container, secrets }: Waiting): Promise<string> {
  const lines: string[] = []
  const args = ['logs', '--tail', String(LOG_LINES), container]
  try {
    for await (const line of docker.lines(args, { what: 'show the log' }, new AbortController().signal))
      lines.push(line)
  } catch {
    // The log is only there to help: without it the error is still right.
  }
  return withoutSecrets(lines.join('\n'), secrets)
}
