import { readClient } from '../client/connection.ts'
import { isReady } from '../client/server-health.ts'
import type { Context } from '../context.ts'
import { deploymentWithoutServer } from '../errors/deployment.ts'
import { notConnected } from '../errors/place.ts'
import { chooseDeployment } from './choose-deployment.ts'
import type { Found } from './engines.ts'
import { openForward, type Stay, staying } from './forwarding.ts'

export interface Opened {
  readonly name: string
  readonly url: string
  readonly username: string
  /** Where a port is forwarded for it: the address is one only as long as somebody waits for this. */
  readonly stay?: Stay
}

/**
 * Opens the dashboard in the browser of this computer; that of a server that nothing leads to, through the port that
 * a `zen connect` forwards, else through one of its own.
 * @throws ZenError `NO_SERVER` when the deployment is not running, `NOT_CONNECTED` when there is no address to print
 */
export async function open(
  context: Context,
  options: { readonly name: string | undefined; readonly browse: boolean },
): Promise<Opened> {
  const found = await chooseDeployment(context, options.name)
  const { name, outputs, status } = found.deployment
  if (!outputs || status === 'stopped') throw deploymentWithoutServer(name, status)
  const { url, stay } = outputs.unexposed
    ? await inside(context, found, options)
    : { url: outputs.url, stay: undefined }
  if (options.browse) await browse(context, url)
  return { name, url, username: outputs.username, ...(stay ? { stay } : {}) }
}

async function inside(
  context: Context,
  { deployment, engine }: Found,
  { browse }: { readonly browse: boolean },
): Promise<{ readonly url: string; readonly stay?: Stay }> {
  const { name } = deployment
  const url = await forwardedUrl(context, name)
  if (url !== undefined) return { url }
  if (!browse) throw notConnected(name)
  const forward = await openForward(context, { name, engine })
  return { url: forward.url, stay: staying(context, { name, forward }) }
}

/** The address at which a `zen connect` that still runs forwards to it. */
async function forwardedUrl({ clientEnvironment }: Context, name: string): Promise<string | undefined> {
  const { deployment, store } = await readClient(clientEnvironment)
  const url = deployment === name ? store?.url : undefined
  return url !== undefined && (await isReady({ url })) ? url : undefined
}

async function browse({ terminal }: Context, url: string): Promise<void> {
  const { default: openInBrowser } = await import('open')
  const browser = await openInBrowser(url).catch(() => undefined)
  if (!browser) terminal.warn(`No browser could be started. Open ${url} yourself.`)
}
