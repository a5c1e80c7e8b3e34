/** Processes that belong to one computer of a test. */
import { readFile } from 'node:fs/promises'
import { allProcesses, type Process } from '../../../scripts/bench/process-tree.ts'

/** Processes whose environment or words name this folder: a home of a test's own. */
export async function processesOf(home: string): Promise<readonly Process[]> {
  const all = await allProcesses()
  const named = await Promise.all(all.map(async (it) => ({ it, isOurs: await names(it, home) })))
  return named.filter(({ isOurs }) => isOurs).map(({ it }) => it)
}

async function names({ pid, words }: Process, home: string): Promise<boolean> {
  if (words.includes(home)) return true
  return (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).includes(home)
}
