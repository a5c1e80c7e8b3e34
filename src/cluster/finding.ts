/** What a check found. */
import type { Finding } from '../../stacks/contract.ts'
import { ZenError } from '../errors/zen-error.ts'

export function pass(message: string): Finding {
  return { verdict: 'pass', message, fix: [] }
}

export function warn(message: string, ...fix: readonly string[]): Finding {
  return { verdict: 'warn', message, fix }
}

export function fail(message: string, ...fix: readonly string[]): Finding {
  return { verdict: 'fail', message, fix }
}

/** Not everybody who may deploy may look at everything: what is forbidden to see is no reason to stop. */
export async function unlessForbidden(subject: string, check: Promise<Finding>): Promise<Finding> {
  try {
    return await check
  } catch (error) {
    if (error instanceof ZenError && error.code === 'CLUSTER_FORBIDDEN')
      return pass(`Not looked at, because you may not see the ${subject} of the cluster.`)
    throw error
  }
}
