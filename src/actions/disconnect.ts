import { connectedDeployments, disconnectClient, readClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import { deploymentNotFound } from '../errors/deployment.ts'
import { revokeKey } from './client-connection.ts'
import { allDeployments, findDeployment } from './engines.ts'

export interface DisconnectedFrom {
  /** `undefined` when the client was not connected through zen. */
  readonly name: string | undefined
  readonly restored: boolean
  readonly configFile: string
}

/**
 * Gives the client its previous store back; the server goes on. The API key of this computer is taken back.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND` when the name is neither a connection's nor a deployment's
 */
export async function disconnect(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<DisconnectedFrom> {
  const { clientEnvironment, terminal } = context
  const chosen = name ?? (await readClient(clientEnvironment)).deployment
  const known = await connectedDeployments(clientEnvironment)
  const isKnown = known.some(({ deployment }) => deployment === chosen)
  const found = chosen === undefined ? undefined : await findDeployment(context, chosen)
  if (name !== undefined && !isKnown && !found) throw await notFound(context, name)

  if (found && isKnown) await revokeKey(context, found.deployment)
  const { restored, configFile, deployment, warnings } = await disconnectClient(clientEnvironment, chosen)
  for (const warning of warnings) terminal.warn(warning)
  return { restored, configFile, name: deployment }
}

async function notFound(context: Context, name: string) {
  return deploymentNotFound(
    name,
    (await allDeployments(context)).map((deployment) => deployment.name),
  )
}
