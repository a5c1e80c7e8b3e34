/** What can be done with a server that is there: stop it, read its log. */
import { containerMissing } from '../../errors/docker.ts'
import type { EngineFacts, EngineListener } from '../engine.ts'
import type { LogOptions } from '../live.ts'
import { situationOf } from './situation.ts'

/**
 * Stops the server; its container and its data stay. The caller holds the lock.
 * @throws ZenError `CONTAINER_MISSING`
 */
export async function stop(
  facts: EngineFacts,
  name: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  const { docker, container } = await situationOf(facts, name, { signal })
  if (!container) throw containerMissing(name)
  listener({ kind: 'step', text: `Stopping ${container.name}` })
  const subject = { what: `stop the container ${container.name}`, container: container.name }
  await docker.run(['stop', container.name], { subject, signal })
}

/** @throws ZenError `CONTAINER_MISSING` */
export async function* logsOf(
  facts: EngineFacts,
  name: string,
  { tail, follow, signal }: LogOptions,
): AsyncIterable<string> {
  const { docker, container } = await situationOf(facts, name, { signal })
  if (!container) throw containerMissing(name)
  const args = ['logs', '--tail', String(tail), ...(follow ? ['--follow'] : []), container.name]
  yield* docker.lines(args, { what: 'show the log', container: container.name }, signal)
}
