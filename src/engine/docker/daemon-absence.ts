import { access, open } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Connection } from './connection.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where the docker command looks without context and `DOCKER_HOST`. */
const defaultSocket = '/var/run/docker.sock'

/**
 * Whether no daemon can answer there, as far as the file system tells: there is no program to ask, or no socket to
 * ask at. Starting the docker command to hear the same takes as long as half of `zen list`.
 */
export async function isDaemonAbsent(connection: Connection, env: Environment): Promise<boolean> {
  // Programs have other names on Windows, and pipes are no files.
  if (process.platform === 'win32') return false
  const docker = await pathOf('docker', env)
  if (docker === undefined) return (await pathOf('podman', env)) === undefined
  const socket = socketOf(connection)
  if (socket === undefined || (await exists(socket))) return false
  // Podman needs no socket, and installs a script that calls it docker.
  return !(await isScript(docker))
}

function socketOf(connection: Connection): string | undefined {
  if ('context' in connection) return connection.context === 'default' ? defaultSocket : undefined
  return /^unix:\/\/(\/.*)$/.exec(connection.host)?.[1]
}

async function pathOf(program: string, env: Environment): Promise<string | undefined> {
  const paths = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program))
  const found = await Promise.all(paths.map(exists))
  return paths.find((_path, at) => found[at])
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** What can't be read may be one. */
async function isScript(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  try {
    const start = await file?.read(Buffer.alloc(2), 0, 2, 0)
    return start === undefined || start.buffer.toString('latin1') === '#!'
  } finally {
    await file?.close()
  }
}
