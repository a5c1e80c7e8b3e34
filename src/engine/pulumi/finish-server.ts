/** After the engine: the server answers at its address, and its administrator has the password that zen knows. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Outputs, Secrets } from '../../../stacks/contract.ts'
import { ensureAdministrator } from '../../client/administrator.ts'
import { serverInfo } from '../../client/server-api.ts'
import { isReady } from '../../client/server-health.ts'
import type { ServerAddress } from '../../client/server-request.ts'
import { interrupted } from '../../errors/deployment.ts'
import type { EngineListener } from '../engine.ts'

/** A new name has to get around, and a new certificate has to be issued. */
const PATIENCE_MS = 300_000
const POLL_MS = 500

export interface Finishing {
  readonly outputs: Outputs
  /** Where it can be reached from here: its own address, or a forwarded port. */
  readonly url: string
  readonly secrets: Secrets
  /** Passwords that it may have had before. */
  readonly known: readonly string[]
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** @throws ZenError of the server that does not answer, or `INTERRUPTED` */
export async function finishServer(finishing: Finishing): Promise<Outputs> {
  const { outputs, url, secrets, known, listener, signal } = finishing
  const { caCertificate, username, password } = outputs
  const server = { url, ...(caCertificate === undefined ? {} : { caCertificate }) }
  if (!(await isReady(server))) {
    listener({ kind: 'step', text: `Waiting for the server to answer at ${url}` })
    await waitUntilReady(server, signal)
  }
  const wanted = secrets['password']
  const administrator = await ensureAdministrator(server, {
    ...{ username, known: [password, ...known] },
    ...(wanted === undefined ? {} : { wanted }),
  })
  return { ...outputs, password: administrator.password }
}

/** The last thing that is asked is what says why there is no answer. */
async function waitUntilReady(server: ServerAddress, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isReady(server))) {
    if (Date.now() > deadline) return void (await serverInfo(server))
    await delay(POLL_MS, undefined, { signal }).catch(() => {
      throw interrupted(['Continue: run the same command again.'])
    })
  }
}
