import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { watch } from '../../client/start-connect-process.ts'
import type { Computer } from './computer.ts'
import type { InstallProcessInput } from './install-process.ts'

const script = fileURLToPath(new URL('install-process.ts', import.meta.url))

/** The command that runs {@link ./install-process.ts}. */
export function installCommand(input: InstallProcessInput): readonly [string, ...string[]] {
  return [process.execPath, script, JSON.stringify(input)]
}

/** A zen of its own on this computer, which is gone when the test is over. */
export function startInstallProcess(
  { facts: { dataDirectory, env } }: Computer,
  plugins: InstallProcessInput['plugins'],
  variables: NodeJS.ProcessEnv = {},
) {
  const [command, ...args] = installCommand({ dataDirectory, env, plugins })
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  })
  return watch(child)
}

/** The last line it prints: what came of it. */
export async function outcomeOf(zen: Pick<ReturnType<typeof watch>, 'nextJson'>): Promise<unknown> {
  for (;;) {
    const line = await zen.nextJson()
    if (typeof line !== 'string') return line
  }
}
