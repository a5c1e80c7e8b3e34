/** Connecting the ZenML client of this computer to a deployment, and taking the connection away. */
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { Outputs } from '../../stacks/contract.ts'
import { createApiKey, deleteApiKey } from '../client/api-key.ts'
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

/** Connects unless the client is connected to just this deployment already: a key that works is not replaced. */
export async function connectOnce(context: Context, name: string, outputs: Outputs) {
  const state = await readClient(context.clientEnvironment)
  const isConnected = state.deployment === name && state.store?.url === outputs.url
  const { configFile } = isConnected ? state : await connect(context, name, outputs)
  return { connected: true, configFile }
}

/** Takes back the key of this computer, as long as the server can be reached. Never throws. */
export async function revokeKey(context: Context, { outputs }: Deployment): Promise<void> {
  if (outputs) await deleteApiKey(serverOf(outputs), outputs, apiKeyNameOf(context))
}
