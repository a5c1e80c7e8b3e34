/** Processes that a command has started, however deep. Linux only. */
import { readdir, readFile } from 'node:fs/promises'

export interface Process {
  readonly pid: number
  readonly parent: number
  /** Its command line, with spaces between. */
  readonly words: string
}

export async function allProcesses(): Promise<readonly Process[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(ids.map((id) => processOf(id).catch(() => undefined)))
  return found.filter((it) => it !== undefined)
}

/** The parent is the second field after the name, which may hold spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function processOf(id: string): Promise<Process> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8')
  const words = (await readFile(`/proc/${id}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  const [, parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { pid: Number(id), parent: Number(parent), words }
}

/** Everything below a process, without itself. */
export async function descendantsOf(pid: number): Promise<readonly Process[]> {
  const all = await allProcesses()
  const below = (parent: number): readonly Process[] =>
    all.filter((it) => it.parent === parent).flatMap((it) => [it, ...below(it.pid)])
  return below(pid)
}
