/** What happens to zen in the middle of its work. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Stroke } from '../../faults/fault-kind.ts'
import { processesOf } from '../cluster/process-tree.ts'
import type { Running } from '../zen-command.ts'
import { type Scene, temporaryFolder } from './scene.ts'

export async function strike(stroke: Stroke, { here }: Scene, running: Running): Promise<void> {
  if (stroke === 'interrupt') return interrupt(running)
  if (stroke === 'kill-engine') return killAll(here.home, isEngine)
  running.child.kill('SIGKILL')
  await running.ended
  await graceEnds(here.home)
}

async function interrupt({ child, said }: Running): Promise<void> {
  child.kill('SIGINT')
  await expect.poll(said, { timeout: 20_000, interval: 20 }).toContain('Stopping')
}

/**
 * A worker without its zen asks the engine to stop, and ends it a minute later when it does not, because a call to the
 * cloud is still under way. Nobody here waits for that minute: what it does then is done at once.
 */
async function graceEnds(home: string): Promise<void> {
  await expect.poll(() => eventsOf(home), { timeout: 20_000, interval: 50 }).toMatch(/received; cancelling/)
  await killAll(home, () => true)
}

/** What the engine tells its worker, as far as it is still there. */
async function eventsOf(home: string): Promise<string> {
  const folder = temporaryFolder(home)
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('eventlog.txt'))
  const texts = files.map((file) => readFile(join(folder, file), 'utf8').catch(() => ''))
  return (await Promise.all(texts)).join('\n')
}

const isEngine = (words: string) => /(^|\/)pulumi /.test(words)

async function killAll(home: string, isVictim: (words: string) => boolean): Promise<void> {
  const victims = (await processesOf(home)).filter(({ words }) => isVictim(words))
  for (const { pid } of victims) process.kill(pid, 'SIGKILL')
}
