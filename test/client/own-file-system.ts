/**
 * Runs a second zen whose home is a file system of its own (tmpfs), small or read-only. It exists only inside the
 * mount namespace of that process, so nothing is left of it, even after a killed test.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '../temporary-directory.ts'
import { type ClientComputer, everyFile } from './client-computer.ts'
import type { ConnectProcessInput } from './connect-process.ts'
import { connectCommand, watch } from './start-connect-process.ts'

const isRoot = process.getuid?.() === 0
const unshare = ['--mount', ...(isRoot ? [] : ['--map-root-user'])] as const

/** Why this computer lets no process have a file system of its own, or `undefined`. */
export function mountRefusal(): string | undefined {
  const { error, status, stderr } = spawnSync('unshare', [
    ...unshare,
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ])
  if (error) return `needs unshare(1), of Linux: ${error.message}`
  return status === 0 ? undefined : `needs the right to mount: ${stderr}`
}

interface OwnFileSystem {
  /** Of the tmpfs, such as `size=256k`. */
  readonly options: string
  /** Shell commands, run in the home after the computer's files were copied there. */
  readonly spoil: string
  readonly request: ConnectProcessInput['request']
  readonly mode?: 'once' | 'check'
}

/**
 * Connects (or checks) a client whose whole home is on a file system of its own.
 * @returns what the process printed, and every file of the home when it was over, by path in the home
 */
export async function connectOn(
  computer: ClientComputer,
  { options, spoil, request, mode = 'once' }: OwnFileSystem,
) {
  const { home, environment } = computer
  const after = join(await temporaryDirectory(), 'after')
  await mkdir(after)
  const steps = `
    mkdir "$AFTER/files" && cp -R "$ZEN_HOME_TO_COVER/." "$AFTER/files" &&
    mount -t tmpfs -o "$OPTIONS" tmpfs "$ZEN_HOME_TO_COVER" &&
    cd "$ZEN_HOME_TO_COVER" && cp -R "$AFTER/files/." . && rm -r "$AFTER/files" || exit 1
    ${spoil}
    "$@"
    cp -R . "$AFTER"
  `
  const process_ = watch(
    spawn(
      'unshare',
      [...unshare, 'sh', '-c', steps, 'sh', ...connectCommand({ environment, request, mode })],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ZEN_HOME_TO_COVER: home, AFTER: after, OPTIONS: options },
      },
    ),
  )
  await process_.next()
  const outcome = await process_.nextJson()
  await process_.ended
  const files = await everyFile(after)
  return {
    outcome,
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.slice(after.length + 1), text]),
    ),
  }
}
