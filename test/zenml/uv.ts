import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cached } from './cache.ts'

const run = promisify(execFile)

/** A uv that works: the one on PATH, else one that pip installs into the cache. */
export async function uv(): Promise<string> {
  try {
    await run('uv', ['--version'])
    return 'uv'
  } catch {
    const directory = await cached('uv', async (directory) => {
      await rm(directory, { recursive: true, force: true })
      await run('python3', ['-m', 'venv', directory])
      await run(join(directory, 'bin', 'python'), ['-m', 'pip', 'install', 'uv'])
    })
    return join(directory, 'bin', 'uv')
  }
}
