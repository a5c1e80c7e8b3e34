/** After an engine's work: what the server says of itself, and the client's connection to it. */
import type { Outputs } from '../../stacks/contract.ts'
import { serverInfo } from '../client/server-api.ts'
import type { Context } from '../context.ts'
import { changesAnything } from '../deployment/changes.ts'
import type { Engine, UpResult } from '../engine/engine.ts'
import { unencryptedWarning, versionNotAsked } from '../errors/place.ts'
import { messageOf } from '../errors/zen-error.ts'
import { connectOnce, presentConnection } from './client-connection.ts'
import { openForward } from './forwarding.ts'
import { stopIfInterrupted } from './interruption.ts'

interface Finished {
  readonly name: string
  readonly engine: Engine
  readonly up: UpResult
  /** Connect the client of this computer. */
  readonly connect: boolean
}

export interface FinishedServer {
  readonly version: string
  readonly client: { readonly connected: boolean; readonly configFile?: string }
}

/**
 * Asks the server its version and connects the client. A server without an address is asked through a way that is
 * closed again, so no client is left connected to it.
 * @throws ZenError of the server or of the client's files
 */
export async function finishServer(context: Context, finished: Finished): Promise<FinishedServer> {
  const { name, engine, up, connect } = finished
  const { outputs } = up
  if (outputs.unexposed) {
    const version = await versionInside(context, { name, engine, outputs })
    return { version, client: await presentConnection(context, name) }
  }
  const version = await askVersion(context, { name, engine, outputs })
  if (isReadOnTheWay(outputs.url)) context.terminal.warn(unencryptedWarning(outputs.url))
  if (!connect) return { version, client: await presentConnection(context, name) }
  // A key of a server that did not change still works, and is not replaced.
  const keepKey = !changesAnything(up.resources)
  return { version, client: await connectOnce(context, { name, outputs, keepKey }) }
}

/** The server is there all the same when no way to it can be opened, so that is worth a warning, not more. */
async function versionInside(context: Context, running: Running): Promise<string> {
  return askVersion(context, running).catch((error: unknown) => {
    stopIfInterrupted(context)
    context.terminal.warn(versionNotAsked(messageOf(error)))
    return running.outputs.version ?? 'unknown'
  })
}

interface Running extends Pick<Finished, 'name' | 'engine'> {
  readonly outputs: Outputs
}

/**
 * The version that a server says it is; one that nothing leads to, through a way that is closed again.
 * @throws ZenError of the server, or of the way to it
 */
export async function askVersion(context: Context, { name, engine, outputs }: Running): Promise<string> {
  if (!outputs.unexposed) return (await serverInfo(outputs)).version
  const forward = await openForward(context, { name, engine })
  try {
    return (await serverInfo(forward)).version
  } finally {
    await forward.close()
  }
}

/** Whether passwords cross a network in the open. */
function isReadOnTheWay(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  const isHere = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return protocol === 'http:' && !isHere
}
