import { disconnectClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { listenWith } from './engine-progress.ts'
import { stopIfInterrupted } from './interruption.ts'

export interface DownOptions {
  readonly name: string | undefined
  /** Take over the lock first. */
  readonly unlock: boolean
}

export interface Stopped {
  readonly name: string
  /** It had been stopped before. */
  readonly wasStopped: boolean
  readonly dataKept: true
  readonly client: { readonly restored: boolean; readonly configFile: string }
}

/**
 * Stops a server, keeps everything, and gives the client its previous store back. `zen up` starts it again.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, `DEPLOYMENT_LOCKED`
 */
export async function down(context: Context, { name, unlock }: DownOptions): Promise<Stopped> {
  const { deployment, engine } = await chooseDeployment(context, name)
  stopIfInterrupted(context)
  if (unlock) await engine.cancel(deployment.name)
  const wasStopped = deployment.status === 'stopped'
  if (!wasStopped) {
    await listenWith(context.terminal, `Stopping "${deployment.name}"`, (listener) =>
      engine.stop(deployment.name, listener, context.signal),
    )
  }
  const { restored, configFile, warnings } = await disconnectClient(
    context.clientEnvironment,
    deployment.name,
  )
  for (const warning of warnings) context.terminal.warn(warning)
  return { name: deployment.name, wasStopped, dataKept: true, client: { restored, configFile } }
}
