import type { Context } from '../context.ts'
import { deploymentWithoutServer } from '../errors/deployment.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { connect as connectTo } from './client-connection.ts'
import { connectInside } from './connect-inside.ts'
import type { Stay } from './forwarding.ts'

export interface ConnectedTo {
  readonly name: string
  readonly url: string
  readonly configFile: string
  /** Where a port is forwarded: the connection is one only as long as somebody waits for this. */
  readonly stay?: Stay
}

/**
 * Connects the client of this computer with a fresh API key; to a server that nothing leads to, through a forwarded
 * port.
 * @throws ZenError `NO_SERVER` when the deployment is not running, or what the server or the files refuse
 */
export async function connect(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<ConnectedTo> {
  const { deployment, engine } = await chooseDeployment(context, name)
  const { outputs, status } = deployment
  if (!outputs || status === 'stopped') throw deploymentWithoutServer(deployment.name, status)
  const inside = { name: deployment.name, engine, outputs }
  if (outputs.unexposed) return { name: deployment.name, ...(await connectInside(context, inside)) }
  const { configFile } = await connectTo(context, deployment.name, outputs)
  return { name: deployment.name, url: outputs.url, configFile }
}
