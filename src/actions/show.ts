import { type ClientState, readClient } from '../client/connection.ts'
import { serverInfo } from '../client/server-api.ts'
import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { hasDeployments } from './engines.ts'

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
  const isEmpty = name === undefined && !(await hasDeployments(context))
  const deployment = isEmpty ? undefined : (await chooseDeployment(context, name)).deployment
  const [server, client] = await Promise.all([health(deployment), readClient(context.clientEnvironment)])
  return { deployment, server, client }
}

/** A server that does not answer is a fact to show, not an error. */
async function health(deployment: Deployment | undefined): Promise<Shown['server']> {
  if (!deployment?.outputs || deployment.status === 'stopped') return { healthy: false }
  return serverInfo(deployment.outputs).then(
    ({ version }) => ({ healthy: true, version }),
    () => ({ healthy: false }),
  )
}
