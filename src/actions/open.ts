import type { Context } from '../context.ts'
import { deploymentWithoutServer } from '../errors/deployment.ts'
import { chooseDeployment } from './choose-deployment.ts'

export interface Opened {
  readonly name: string
  readonly url: string
  readonly username: string
}

/**
 * Opens the dashboard in the browser of this computer.
 * @throws ZenError `NO_SERVER` when the deployment is not running
 */
export async function open(
  context: Context,
  options: { readonly name: string | undefined; readonly browse: boolean },
): Promise<Opened> {
  const { deployment } = await chooseDeployment(context, options.name)
  if (!deployment.outputs || deployment.status === 'stopped')
    throw deploymentWithoutServer(deployment.name, deployment.status)
  const { url, username } = deployment.outputs
  if (options.browse) await browse(context, url)
  return { name: deployment.name, url, username }
}

async function browse({ terminal }: Context, url: string): Promise<void> {
  const { default: openInBrowser } = await import('open')
  const browser = await openInBrowser(url).catch(() => undefined)
  if (!browser) terminal.warn(`No browser could be started. Open ${url} yourself.`)
}
