import { type ClientState, readClient } from '../client/connection.ts'
import { serverInfo } from '../client/server-api.ts'
import { isReady } from '../client/server-health.ts'
import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'
import { chooseDeploymentIfAny } from './choose-deployment.ts'

export interface Shown {
  /** `undefined`: there is none, and the client uses whatever its files say. */
  readonly deployment: Deployment | undefined
  readonly server: { readonly healthy: boolean; readonly version?: string }
  readonly client: ClientState
}

/**
 * One deployment: what it is, whether it answers, and whether the client of this computer talks to it.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, or `USAGE` when there are several and nobody to ask
 */
export async function show(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<Shown> {
  const deployment = (await chooseDeploymentIfAny(context, name))?.deployment
  const [server, client] = await Promise.all([health(deployment), readClient(context.clientEnvironment)])
  for (const warning of client.warnings) context.terminal.warn(warning)
  return { deployment, server, client }
}

/** A server that does not answer is a fact to show, not an error. */
async function health(deployment: Deployment | undefined): Promise<Shown['server']> {
  if (!deployment?.outputs || deployment.status === 'stopped') return { healthy: false }
  const { version } = deployment.outputs
  // Asking only whether it is there takes a fifth of the time, and people look often.
  if (version !== undefined) return { healthy: await isReady(deployment.outputs), version }
  return serverInfo(deployment.outputs).then(
    ({ version }) => ({ healthy: true, version }),
    () => ({ healthy: false }),
  )
}
