/** What happens to zen in the middle of its work. */
import { expect } from 'vitest'
import type { Stroke } from '../../faults/fault-kind.ts'
import { processesOf } from '../cluster/process-tree.ts'
import type { Running } from '../zen-command.ts'

/** How long a worker waits that lost its zen, and a bit. */
const GRACE_MS = 75_000

/** @param isPatient waits until a worker without its zen gives up by itself */
export async function strike(
  stroke: Stroke,
  home: string,
  { child, ended, said }: Running,
  isPatient: boolean,
): Promise<void> {
  if (stroke === 'kill-engine') return killAll(home, /(^|\/)pulumi /)
  if (stroke === 'interrupt') {
    child.kill('SIGINT')
    await expect.poll(said, { timeout: 20_000, interval: 20 }).toContain('Stopping')
    return
  }
  child.kill('SIGKILL')
  await ended
  if (isPatient) await nobodyLeft(home, GRACE_MS)
  else await killAll(home, /./)
}

/** Without its zen a worker asks the engine to stop, and ends it in the end: the call that it waits for never ends. */
export async function nobodyLeft(home: string, patienceMs = 20_000): Promise<void> {
  await expect.poll(() => processesOf(home), { timeout: patienceMs, interval: 200 }).toEqual([])
}

export async function killAll(home: string, words: RegExp): Promise<void> {
  for (const process of await processesOf(home)) if (words.test(process.words)) kill(process.pid)
}

/** Some go by themselves when others do. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
