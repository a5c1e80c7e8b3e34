import { readdir, readFile, readlink } from 'node:fs/promises'
import { runProgram } from './run-program.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The process that listens on a port. */
export interface PortHolder {
  readonly pid: number
  /** Its command line, as far as the system tells. */
  readonly command: string
  /** It is the server of `zenml login --local`. */
  readonly isZenmlDaemon: boolean
}

/** Who listens on this TCP port, when this user may know. Other users' processes stay unknown: `undefined`. */
export async function portHolder(port: number, env: Environment): Promise<PortHolder | undefined> {
  if (process.platform === 'win32') return undefined
  const pid = process.platform === 'linux' ? await linuxListener(port) : await lsofListener(port, env)
  if (pid === undefined) return undefined
  const command = await commandOf(pid, env)
  return { pid, command, isZenmlDaemon: command.includes('zenml.services.local.local_daemon_entrypoint') }
}

/** Source: https://man7.org/linux/man-pages/man5/proc_pid_net.5.html; state 0A is LISTEN. */
async function linuxListener(port: number): Promise<number | undefined> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  )
  const sockets = new Set<string>()
  for (const row of tables.join('\n').split('\n')) {
    const fields = row.trim().split(/\s+/)
    if (fields[1]?.endsWith(`:${hexPort}`) && fields[3] === '0A') sockets.add(`socket:[${fields[9]}]`)
  }
  if (sockets.size === 0) return undefined
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const owners = await Promise.all(
    pids.map(async (pid) => ((await holdsAny(pid, sockets)) ? [Number(pid)] : [])),
  )
  return owners.flat()[0]
}

async function holdsAny(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const targets = await Promise.all(
    descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  )
  return targets.some((target) => sockets.has(target))
}

async function lsofListener(port: number, env: Environment): Promise<number | undefined> {
  const { stdout } = await runProgram('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { env })
  return Number.parseInt(stdout, 10) || undefined
}

async function commandOf(pid: number, env: Environment): Promise<string> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim()
  }
  return (await runProgram('ps', ['-o', 'command=', '-p', String(pid)], { env })).stdout.trim()
}
