import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A process that can't be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the platform's own words; only ever compared for equality. */
  readonly startedAt: string
}

/**
 * When the process started, or `undefined` when there is none. Zombies count as gone.
 * Linux: boot id and start time (field 22) of `/proc/PID/stat`, see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export async function startTimeOf(pid: number, platform: NodeJS.Platform = process.platform) {
  try {
    if (platform === 'linux') return await linuxStartTime(pid)
    if (platform === 'win32') return await windowsStartTime(pid)
    const { stdout } = await run('ps', ['-o', 'lstart=,stat=', '-p', String(pid)], { env: { LC_ALL: 'C' } })
    return stdout.trim() && !/\sZ\S*$/.test(stdout.trim()) ? stdout.trim().replace(/\s+\S+$/, '') : undefined
  } catch {
    return undefined
  }
}

async function linuxStartTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
  // The command name is in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTicks] = [fields[0], fields[19]]
  return state === 'Z' || startTicks === undefined ? undefined : `${boot.trim()}/${startTicks}`
}

async function windowsStartTime(pid: number): Promise<string | undefined> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
  const { stdout } = await run('powershell', ['-NoProfile', '-NonInteractive', '-Command', script])
  return stdout.trim() || undefined
}

/** Whether this very process is still there. */
export async function isAlive({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await startTimeOf(pid)) === startedAt
}
