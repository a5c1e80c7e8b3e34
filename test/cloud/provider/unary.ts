import type grpc from '@grpc/grpc-js'
import { CallFailure } from '../frame/cloud-error.ts'
import type { Properties } from '../frame/properties.ts'
import { logError } from './engine-log.ts'
import { statusOf } from './status.ts'

/** Who is asking, for what the provider tells it besides its answers. */
export interface EngineAddress {
  current: string
}

interface Options<Q> {
  readonly engine: EngineAddress
  readonly urn: (request: Q) => string
  /** Kept with what was made in spite of a failure. */
  readonly inputs: (request: Q) => Properties
}

/** One kind of call, answered or failed in the protocol's form. */
export function unary<Q, A>(
  work: (request: Q) => Promise<A> | A,
  options?: Options<Q>,
): grpc.handleUnaryCall<Q, A> {
  return async ({ request }, callback) => {
    let answer: A
    try {
      answer = await work(request)
    } catch (error) {
      const { engine, urn } = options ?? {}
      if (error instanceof CallFailure && error.logged && engine?.current && urn) {
        await logError(engine.current, urn(request), error.logged)
      }
      callback(statusOf(error, options?.inputs(request) ?? {}))
      return
    }
    callback(null, answer)
  }
}
