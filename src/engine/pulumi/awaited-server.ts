/** After the engine: the server answers at its address, and its administrator has the password that zen knows. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Outputs, Secrets } from '../../../stacks/contract.ts'
import { ensureAdministrator } from '../../client/administrator.ts'
import { interrupted } from '../../errors/deployment.ts'
import { ZenError } from '../../errors/zen-error.ts'
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

/**
 * A load balancer, a name and a certificate are there a while after the pods are; meanwhile answers come and go.
 * @throws ZenError of the server that does not answer, or `INTERRUPTED`
 */
export async function awaitServer(finishing: Finishing): Promise<Outputs> {
  const { outputs, url, secrets, known } = finishing
  const { caCertificate, username, password } = outputs
  const server = { url, ...(caCertificate === undefined ? {} : { caCertificate }) }
  const wanted = secrets['password']
  const administrator = await patiently(finishing, () =>
    ensureAdministrator(server, {
      ...{ username, known: [password, ...known] },
      ...(wanted === undefined ? {} : { wanted }),
    }),
  )
  return { ...outputs, password: administrator.password }
}

/** What passes by itself, as a rule: no answer yet, no certificate yet, somebody else's answer for the moment. */
const passing = ['SERVER_UNREACHABLE', 'CERTIFICATE_NOT_TRUSTED', 'NOT_A_ZENML_SERVER', 'SERVER_BUSY']

async function patiently<T>({ url, listener, signal }: Finishing, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ZenError) || !passing.includes(error.code) || Date.now() > deadline) throw error
      const why = error.foreign === undefined ? '' : ` (${error.foreign})`
      listener({ kind: 'step', text: `Waiting for the server to answer at ${url}${why}` })
      await pause(signal)
    }
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await delay(POLL_MS, undefined, { signal }).catch(() => {
    throw interrupted(['Continue: run the same command again.'])
  })
}
