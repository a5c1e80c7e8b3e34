import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ClientEnvironment } from './client-environment.ts'
import { configDirectory } from './config-directory.ts'

/** Where everything about one ZenML client is: its own files, and zen's notes about them. */
export interface ClientPaths {
  readonly directory: string
  readonly configFile: string
  /** Since ZenML 0.70; API keys and tokens by server address. */
  readonly credentialsFile: string
  /** Folder in which the client takes certificates as they are. */
  readonly certificates: string
  /** zen's notes: what the files held before each connection. */
  readonly historyFile: string
  readonly lockFile: string
}

/** Two paths to one config directory, one of them through a link, share their notes and their lock. */
export async function clientPaths(environment: ClientEnvironment): Promise<ClientPaths> {
  const { env, workingDirectory, dataDirectory } = environment
  const directory = configDirectory(environment)
  const key = createHash('sha256')
    .update(await canonical(directory))
    .digest('hex')
    .slice(0, 16)
  const localStores = env['ZENML_LOCAL_STORES_PATH']
  return {
    directory,
    configFile: join(directory, 'config.yaml'),
    credentialsFile: join(directory, 'credentials.yaml'),
    certificates: join(
      localStores ? resolve(workingDirectory, localStores) : join(directory, 'local_stores'),
      'certificates',
    ),
    historyFile: join(dataDirectory, 'client', key, 'history.json'),
    lockFile: join(dataDirectory, 'client', key, 'lock'),
  }
}

/** The real path, also of a folder that is still to be made. */
async function canonical(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(await canonical(parent), basename(path))
  }
}
