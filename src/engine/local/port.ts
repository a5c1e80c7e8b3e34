import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { systemCodeOf } from '../../errors/zen-error.ts'
import { listenAddress } from './address.ts'

/** Why nothing can listen there: the system's code (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`), or `undefined`. */
export async function portProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(systemCodeOf(error) ?? 'EADDRINUSE'))
    server.listen({ host: listenAddress(host), port, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    )
  })
}

/** The next port that is free, or `undefined` when none of the following twenty is. */
export async function freePortAfter(host: string, port: number): Promise<number | undefined> {
  for (let candidate = port + 1; candidate <= Math.min(port + 20, 65_535); candidate += 1) {
    if ((await portProblem(host, candidate)) === undefined) return candidate
  }
  return undefined
}

/** Waits for a port that may be about to become free: a killed process holds it until its threads are gone. */
export async function waitUntilFree(host: string, port: number, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs
  while ((await portProblem(host, port)) === 'EADDRINUSE' && Date.now() < deadline) await delay(50)
}
