/** Programs called `docker` that stand before the real one on the PATH and run it. */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import spawn from 'nano-spawn'
import { temporaryDirectory } from '../temporary-directory.ts'
import type { TestDocker } from './daemon.ts'

/** Writes down the arguments of every command, which everybody on a computer can see. */
export async function watchDocker(docker: TestDocker) {
  const log = join(await temporaryDirectory(), 'log')
  const env = await wrapper(docker, `printf '%s\\n' "$*" >>'${log}'`)
  return { env, commands: () => readFile(log, 'utf8') }
}

/** Fails, as Podman 4 does, when its list of containers shall show a label. */
export async function dockerWithoutLabels(docker: TestDocker): Promise<Readonly<Record<string, string>>> {
  const refusal = `echo "Error: template: ps: can't evaluate field Label" >&2; exit 125`
  return wrapper(docker, `case "$*" in *'{{.Label '*) ${refusal} ;; esac`)
}

async function wrapper({ env }: TestDocker, first: string): Promise<Readonly<Record<string, string>>> {
  const directory = await temporaryDirectory()
  const { stdout: real } = await spawn('sh', ['-c', 'command -v docker'], { env })
  await writeFile(join(directory, 'docker'), `#!/bin/sh\n${first}\nexec '${real}' "$@"\n`)
  await chmod(join(directory, 'docker'), 0o755)
  return { PATH: `${directory}:${env['PATH']}` }
}
