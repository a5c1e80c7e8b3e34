import { execFile } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { cached } from './cache.ts'
import { zenmlPython } from './python.ts'

const run = promisify(execFile)

/** Runs the real `zenml` command on a client's configuration folder and returns what it printed. */
export async function zenml(clientDirectory: string, args: readonly string[]): Promise<string> {
  const program = join(dirname(await zenmlPython()), 'zenml')
  const { stdout, stderr } = await run(program, [...args], { env: zenmlEnvironment(clientDirectory) })
  return `${stdout}${stderr}`
}

/** The environment of a ZenML client that has its own computer, and tells nobody about it. */
function zenmlEnvironment(clientDirectory: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: dirname(clientDirectory),
    ZENML_CONFIG_PATH: clientDirectory,
    ZENML_ANALYTICS_OPT_IN: 'false',
    ZENML_LOGGING_COLORS_DISABLED: 'true',
  }
}

/** Fills the folder with what the real client 0.98.0 makes on its first use: its files and its database. */
export async function usedClientDirectory(directory: string): Promise<void> {
  const made = await cached('client-directory-0.98.0', async (directory) => {
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory, { recursive: true })
    await zenml(directory, ['stack', 'list'])
    // It holds absolute paths of where it was made; the client writes it again from the defaults.
    await rm(join(directory, 'config.yaml'))
  })
  await cp(made, directory, { recursive: true })
}
