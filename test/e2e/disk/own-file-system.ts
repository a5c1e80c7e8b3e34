/**
 * Runs a second zen whose home is a file system of its own (tmpfs), small or read-only. It exists only inside the
 * mount namespace of that process, so nothing is left of it, even after a killed test.
 */
import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClientComputer, everyFile } from '../../client/client-computer.ts'
import type { ConnectProcessInput } from '../../client/connect-process.ts'
import { connectCommand, watch } from '../../client/start-connect-process.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { unshare } from './mount-refusal.ts'

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
