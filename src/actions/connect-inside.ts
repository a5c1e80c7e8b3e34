/** Connecting a client to a server that nothing leads to, as long as the command runs. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Outputs } from '../../stacks/contract.ts'
import { storedUrl } from '../client/client-config.ts'
import { connectedDeployments, disconnectClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import type { Engine } from '../engine/engine.ts'
import { forwardEnded } from '../errors/place.ts'
import { connect, deleteKey } from './client-connection.ts'
import { openForward, type Stay, staying } from './forwarding.ts'

interface Inside {
  readonly name: string
  readonly engine: Engine
  readonly outputs: Outputs
}

export interface ConnectedInside {
  readonly url: string
  readonly configFile: string
  /** At its end the client has its previous store back. */
  readonly stay: Stay
}

/**
 * Opens a way, makes an API key and writes the client's files.
 * @throws ZenError `FORWARD_ENDED`, or what the cluster, the server or the client's files refuse
 */
export async function connectInside(
  context: Context,
  { name, engine, outputs }: Inside,
): Promise<ConnectedInside> {
  const forward = await openForward(context, { name, engine })
  const reached = { ...withoutCertificate(outputs), url: forward.url }
  try {
    const { configFile } = await connect(context, name, reached)
    const tidyUp = (isOpen: boolean) => giveBack(context, { name, reached }, isOpen)
    return { url: forward.url, configFile, stay: staying(context, { name, forward, tidyUp }) }
  } catch (error) {
    const why = await Promise.race([forward.ended, undefined])
    await forward.close()
    throw why === undefined ? error : forwardEnded(name, why)
  }
}

/** A forwarded port speaks HTTP, whatever the server speaks elsewhere. */
function withoutCertificate({ caCertificate: _certificate, ...outputs }: Outputs): Outputs {
  return outputs
}

interface Connection {
  readonly name: string
  /** With the address of the way. */
  readonly reached: Outputs
}

/** A person who pressed Ctrl-C waits for this, so a server that is slow to forget a key is not waited for long. */
const FAREWELL_MS = 3_000

/** Another `zen connect` may have taken over meanwhile: what it connected to, with a key of its own, is left alone. */
async function giveBack(context: Context, { name, reached }: Connection, isOpen: boolean): Promise<void> {
  const { clientEnvironment, terminal } = context
  const connections = await connectedDeployments(clientEnvironment)
  const present = connections.find(({ deployment }) => deployment === name)
  if (present && present.url !== storedUrl(reached.url)) return
  if (present) {
    const { warnings } = await disconnectClient(clientEnvironment, name)
    for (const warning of warnings) terminal.warn(warning)
  }
  if (!isOpen) return
  const patience = new AbortController()
  const tooLong = delay(FAREWELL_MS, undefined, { signal: patience.signal }).catch(() => undefined)
  await Promise.race([deleteKey(context, reached), tooLong])
  patience.abort()
}
