/** Connecting the ZenML client of this computer to a deployment, and taking the connection away. */
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { Outputs } from '../../stacks/contract.ts'
import { createApiKey, deleteApiKey } from '../client/api-key.ts'
import { storedUrl } from '../client/client-config.ts'
import { configDirectory } from '../client/config-directory.ts'
import { type Connected, connectClient, readClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'

/** Every client that zen connects is this service account; each computer and configuration folder has its own key. */
const serviceAccount = 'zen'

function apiKeyNameOf({ clientEnvironment }: Context) {
  const place = createHash('sha256').update(configDirectory(clientEnvironment)).digest('hex').slice(0, 8)
  return { serviceAccount, keyName: `${hostname()}-${place}` }
}

function serverOf({ url, caCertificate }: Outputs) {
  return { url, ...(caCertificate === undefined ? {} : { caCertificate }) }
}

/**
 * Makes an API key and writes the client's files.
 * @throws ZenError of the server or of the client's files
 */
export async function connect(context: Context, name: string, outputs: Outputs): Promise<Connected> {
  const server = serverOf(outputs)
  const apiKey = await createApiKey(server, outputs, apiKeyNameOf(context))
  const config = { ...server, apiKey, verifySsl: true }
  const connected = await connectClient(context.clientEnvironment, { deployment: name, config })
  for (const warning of connected.warnings) context.terminal.warn(warning)
  return connected
}

interface Wanted {
  readonly name: string
  readonly outputs: Outputs
  /** The key of a connection to just this server still works, so it is not replaced. */
  readonly keepKey: boolean
}

/** Connects, unless the client is connected to just this deployment already and its key may stay. */
export async function connectOnce(context: Context, { name, outputs, keepKey }: Wanted) {
  const state = await readClient(context.clientEnvironment)
  const isConnected = state.deployment === name && state.store?.url === storedUrl(outputs.url)
  const { configFile } = isConnected && keepKey ? state : await connect(context, name, outputs)
  return { connected: true, configFile }
}

/** Whether the client is connected to the deployment, as its files say. */
export async function presentConnection({ clientEnvironment }: Context, name: string) {
  const { deployment, configFile } = await readClient(clientEnvironment)
  return { connected: deployment === name, configFile }
}

/**
 * Takes back the key of this computer, as long as the server runs: at the address of one that does not, or of one
 * that is reached through a forwarded port, somebody else may be listening by now, who must not get its password.
 * Never throws.
 */
export async function revokeKey(context: Context, { outputs, status }: Deployment): Promise<void> {
  if (outputs && !outputs.unexposed && status === 'running') await deleteKey(context, outputs)
}

/** Takes back the key of this computer from a server that certainly is the right one. Never throws. */
export async function deleteKey(context: Context, outputs: Outputs): Promise<void> {
  await deleteApiKey(serverOf(outputs), outputs, apiKeyNameOf(context))
}
