import { portUnavailable } from '../../errors/local.ts'
import type { ZenError } from '../../errors/zen-error.ts'
import type { EngineFacts } from '../engine.ts'
import { freePortAfter, portProblem } from './port.ts'
import { portHolder } from './port-holder.ts'

/** The error of a port that can't be used, with who has it and a port that is free; `undefined` when it is fine. */
export async function portError(
  { host, port }: { readonly host: string; readonly port: number },
  { env }: EngineFacts,
): Promise<ZenError | undefined> {
  const problem = await portProblem(host, port)
  if (problem === undefined) return undefined
  const taken = problem === 'EADDRINUSE'
  const [holder, free] = await Promise.all([
    taken ? portHolder(port, env) : undefined,
    taken ? freePortAfter(host, port) : undefined,
  ])
  return portUnavailable({
    host,
    port,
    problem,
    ...(holder && { holder }),
    ...(free !== undefined && { free }),
  })
}
