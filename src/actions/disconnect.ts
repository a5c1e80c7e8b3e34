import { connectedDeployments, disconnectClient, readClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import { revokeKey } from './client-connection.ts'
import { findDeployment } from './engines.ts'

export interface DisconnectedFrom {
  /** `undefined` when the client was not connected through zen. */
  readonly name: string | undefined
  readonly restored: boolean
  readonly configFile: string
}

/** Gives the client its previous store back; the server goes on. The API key of this computer is taken back. */
export async function disconnect(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<DisconnectedFrom> {
  const { clientEnvironment, terminal } = context
  const chosen = name ?? (await readClient(clientEnvironment)).deployment
  const known = await connectedDeployments(clientEnvironment)
  if (chosen !== undefined && known.some(({ deployment }) => deployment === chosen))
    await revoke(context, chosen)
  const { restored, configFile, warnings } = await disconnectClient(clientEnvironment, chosen)
  for (const warning of warnings) terminal.warn(warning)
  return { restored, configFile, name: chosen }
}

async function revoke(context: Context, name: string): Promise<void> {
  const found = await findDeployment(context, name)
  if (found?.deployment.status === 'running') await revokeKey(context, found.deployment)
}
