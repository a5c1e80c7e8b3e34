import type { Context } from '../context.ts'
import { deploymentWithoutServer } from '../errors/deployment.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { connect as connectTo } from './client-connection.ts'

export interface ConnectedTo {
  readonly name: string
  readonly url: string
  readonly configFile: string
}

/**
 * Connects the client of this computer with a fresh API key.
 * @throws ZenError `NO_SERVER` when the deployment is not running, or what the server or the files refuse
 */
export async function connect(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<ConnectedTo> {
  const { deployment } = await chooseDeployment(context, name)
  if (!deployment.outputs || deployment.status === 'stopped')
    throw deploymentWithoutServer(deployment.name, deployment.status)
  const { configFile } = await connectTo(context, deployment.name, deployment.outputs)
  return { name: deployment.name, url: deployment.outputs.url, configFile }
}
