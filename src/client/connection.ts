/**
 * The connection of the local ZenML client, as actions see it. What reads is light enough for every `zen show`;
 * what writes is loaded on the first call, because the YAML library costs 20 ms and 15 MB.
 */

import { messageOf } from '../errors/zen-error.ts'
import type { ClientConfig } from './client-config.ts'
import type { ClientEnvironment } from './client-environment.ts'
import { overrideWarnings } from './client-overrides.ts'
import { clientPaths } from './client-paths.ts'
import { activeConnection, readHistory } from './connection-history.ts'
import { readStore } from './store-reader.ts'

/** What the client's files say. */
export interface ClientState {
  readonly configFile: string
  /** Version of the ZenML client that last wrote its file: `0.98.0`. */
  readonly version?: string
  /** Where the client keeps its objects: type `rest` is a server, `sql` a database. */
  readonly store?: { readonly type: string; readonly url?: string }
  /** The zen deployment whose connection is the active store. */
  readonly deployment?: string
  readonly warnings: readonly string[]
}

export interface Connected {
  readonly configFile: string
  /** `false`: the client was connected in just this way already, and nothing was written. */
  readonly changed: boolean
  readonly warnings: readonly string[]
}

export interface Disconnected {
  /** The client has its previous store back. */
  readonly restored: boolean
  readonly configFile: string
  /** Whose connection was taken away; absent when there was none. */
  readonly deployment?: string
  readonly warnings: readonly string[]
}

/** Never fails: files that can't be read are a warning. {@link ../client/check-client-files.ts} is strict. */
export async function readClient(environment: ClientEnvironment): Promise<ClientState> {
  const paths = await clientPaths(environment)
  const problems: string[] = []
  const note = (error: unknown) => {
    problems.push(messageOf(error))
    return undefined
  }
  const [facts, history, overrides] = await Promise.all([
    readStore(paths.configFile).catch(note),
    readHistory(paths.historyFile).catch(note),
    overrideWarnings(environment),
  ])
  const active = activeConnection(history ?? [], facts?.store)
  return {
    configFile: paths.configFile,
    ...facts,
    ...(active && { deployment: active.deployment }),
    warnings: [...problems, ...overrides],
  }
}

/**
 * Makes the server of a deployment the client's store, and remembers what was there before. A second connection
 * goes on top of the first; the same one again updates its own place.
 * @throws ZenError `CLIENT_…` when the files can't be read or written; then nothing is changed.
 */
export async function connectClient(
  environment: ClientEnvironment,
  request: { readonly deployment: string; readonly config: ClientConfig },
): Promise<Connected> {
  const { connect } = await import('./connect.ts')
  return connect(environment, request)
}

/**
 * Takes a deployment's connection away (without a name: the active one). The client gets its previous files back,
 * byte for byte but for what it changed itself since, and only if its store still is this deployment's.
 * @throws ZenError `CLIENT_…` when the files can't be read or written; then nothing is changed.
 */
export async function disconnectClient(
  environment: ClientEnvironment,
  deployment?: string,
): Promise<Disconnected> {
  const { disconnect } = await import('./disconnect.ts')
  return disconnect(environment, deployment)
}

/** All deployments that this client was connected to and not disconnected from, the latest last. */
export async function connectedDeployments(
  environment: ClientEnvironment,
): Promise<readonly { readonly deployment: string; readonly url: string }[]> {
  const { historyFile } = await clientPaths(environment)
  return (await readHistory(historyFile)).map(({ deployment, url }) => ({ deployment, url }))
}
