/**
 * The processes of one stack's run: zen's worker, the engine, and the engine's plugins. What they have in common,
 * however they came to lose each other, is the folder they work in and that no terminal is theirs.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { startTimeOf } from '../../storage/process-identity.ts'

const run = promisify(execFile)

export interface RunProcess {
  readonly pid: number
  readonly role: 'worker' | 'engine' | 'plugin'
}

/** Those that are alive now. None where the system can't tell (Windows). */
export async function runProcesses(
  workDirectory: string,
  platform: NodeJS.Platform = process.platform,
): Promise<readonly RunProcess[]> {
  const directory = await realpath(workDirectory).catch(() => workDirectory)
  if (platform === 'linux') return linuxProcesses(directory)
  return platform === 'win32' ? [] : bsdProcesses(directory)
}

/** Ends them all at once, this very process last if it is one of them. What they were at is found by the next run. */
export async function endRun(workDirectory: string): Promise<void> {
  const found = await runProcesses(workDirectory)
  const others = found.filter(({ pid }) => pid !== process.pid)
  for (const { pid } of others) send(pid, 'SIGKILL')
  if (others.length < found.length) process.kill(process.pid, 'SIGKILL')
}

/** Whether a process of that number is alive and is an engine: numbers of dead ones are given to others. */
export async function isEngine(pid: number, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if ((await startTimeOf(pid, platform)) === undefined) return false
  if (platform === 'win32') return true
  const name =
    platform === 'linux'
      ? await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      : await outputOf('ps', '-o', 'comm=', '-p', String(pid))
  return roleOf(name.trim(), '') === 'engine'
}

/** A process that is gone meanwhile needs no signal. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

/** Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; field 7 is the terminal, 0 for none. */
async function linuxProcesses(directory: string): Promise<readonly RunProcess[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id): Promise<readonly RunProcess[]> => {
      try {
        if ((await readlink(`/proc/${id}/cwd`)) !== directory) return []
        const stat = await readFile(`/proc/${id}/stat`, 'utf8')
        const [, , , , terminal] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const [program = '', script = ''] = (await readFile(`/proc/${id}/cmdline`, 'utf8')).split('\0')
        return terminal === '0' ? [{ pid: Number(id), role: roleOf(program, script) }] : []
      } catch {
        // It ended meanwhile, or is somebody else's.
        return []
      }
    }),
  )
  return found.flat()
}

/** macOS: `lsof` knows the folders, `ps` the terminals (`??` for none) and the words. */
async function bsdProcesses(directory: string): Promise<readonly RunProcess[]> {
  const [folders, words] = await Promise.all([
    outputOf('lsof', '-w', '-a', '-d', 'cwd', '-u', String(process.getuid?.()), '-Fpn'),
    outputOf('ps', '-axo', 'pid=,tty=,command='),
  ])
  const inside = new Set(
    [...folders.matchAll(/^p(\d+)\n(?:f.*\n)?n(.*)$/gm)].flatMap(([, pid, folder]) =>
      folder === directory ? [pid] : [],
    ),
  )
  return words.split('\n').flatMap((line): readonly RunProcess[] => {
    const [, pid, terminal, command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (!inside.has(pid) || terminal !== '??') return []
    const [program = '', script = ''] = command.split(' ')
    return [{ pid: Number(pid), role: roleOf(program, script) }]
  })
}

async function outputOf(command: string, ...args: readonly string[]): Promise<string> {
  return run(command, args, { maxBuffer: 16_000_000 }).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

function roleOf(program: string, script: string): RunProcess['role'] {
  if (/^pulumi(\.exe)?$/.test(basename(program))) return 'engine'
  return /^worker\.[jt]s$/.test(basename(script)) ? 'worker' : 'plugin'
}
