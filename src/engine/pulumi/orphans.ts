import { setTimeout as delay } from 'node:timers/promises'
import type { EngineListener } from '../engine.ts'
import { endRun, type RunProcess, runProcesses, send } from './run-processes.ts'

/** A little longer than a worker waits that lost its zen. */
const GRACE_MS = 70_000
const POLL_MS = 100

/**
 * Waits for what an earlier run left behind, whose zen, worker or engine was killed: an engine is asked to stop and to
 * save what it did, a plugin without an engine works for nobody.
 * @returns whether there was anything
 */
export async function endOrphans(
  workDirectory: string,
  listener: EngineListener,
  { graceMs = GRACE_MS } = {},
): Promise<boolean> {
  let found = await runProcesses(workDirectory)
  if (found.length === 0) return false
  listener({ kind: 'step', text: 'Waiting for an earlier run to stop, whose zen is gone' })
  stopThatCanSave(found)
  const deadline = Date.now() + graceMs
  while (found.some(({ role }) => role !== 'plugin') && Date.now() < deadline) {
    await delay(POLL_MS)
    found = await runProcesses(workDirectory)
  }
  await endRun(workDirectory)
  return true
}

/** A worker passes one signal on to its engine, however many it gets: a second one would make it forget what it does. */
function stopThatCanSave(found: readonly RunProcess[]): void {
  const [worker] = found.filter(({ role }) => role === 'worker')
  const engines = found.filter(({ role }) => role === 'engine')
  if (worker) send(worker.pid, 'SIGTERM')
  else for (const { pid } of engines) send(pid, 'SIGINT')
}
