import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ClientConfig } from '../../src/client/client-config.ts'
import type { ClientEnvironment } from '../../src/client/client-environment.ts'
import { readIfThere } from '../../src/storage/atomic-file.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

/** A computer of its own with a ZenML client that has these files. */
export async function clientComputer(files: { config?: string; credentials?: string } = {}) {
  const home = await temporaryDirectory()
  const directory = join(home, '.config', 'zenml')
  const environment: ClientEnvironment = {
    env: {},
    platform: 'linux',
    homeDirectory: home,
    workingDirectory: join(home, 'work'),
    dataDirectory: join(home, '.local', 'share', 'zen'),
  }
  const configFile = join(directory, 'config.yaml')
  const credentialsFile = join(directory, 'credentials.yaml')
  if (files.config !== undefined) await writeFileAndFolder(configFile, files.config)
  if (files.credentials !== undefined) await writeFileAndFolder(credentialsFile, files.credentials)
  return {
    home,
    directory,
    environment,
    configFile,
    credentialsFile,
    /** Texts of both files, `undefined` for one that does not exist. */
    texts: async () => ({
      config: await readIfThere(configFile),
      credentials: await readIfThere(credentialsFile),
    }),
  }
}

export type ClientComputer = Awaited<ReturnType<typeof clientComputer>>

export async function writeFileAndFolder(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Every file below a folder with its content, by path. */
export async function everyFile(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
  )
}

/** How to connect to the server of a deployment in these tests: `a` is at https://a.example.com. */
function configOf(deployment: string, changes: Partial<ClientConfig> = {}): ClientConfig {
  return {
    url: `https://${deployment}.example.com`,
    apiKey: `ZENKEY_${deployment}`,
    verifySsl: true,
    ...changes,
  }
}

/** A request for {@link connectClient}. */
export function requestOf(deployment: string, changes: Partial<ClientConfig> = {}) {
  return { deployment, config: configOf(deployment, changes) }
}
