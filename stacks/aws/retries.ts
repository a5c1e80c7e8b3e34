/** Refusals of AWS that pass by themselves: somebody else is still busy with what this needs, or has not heard of it. */
import { setTimeout as delay } from 'node:timers/promises'
import { ErrorHook, type ErrorHookFunction } from '@pulumi/pulumi'

/** Seconds between tries. The provider waits by itself too, mostly longer; this is for what it gives up at once. */
const pauses = [1, 2, 4, 8, 15, 30, 60]

const passing = [
  // Network interfaces of load balancers, nodes and databases stay some minutes longer than these.
  /DependencyViolation|InvalidIPAddress\.InUse|has some mapped public address/,
  // A resource is busy with the change before.
  /InvalidDBInstanceState|InvalidDBSubnetGroupState|InvalidDBParameterGroupState|ResourceInUseException: (?!.*already exists)/,
  /DeleteConflict|ConcurrentModification|ResourceInUse: Target group/,
  // A role that was just made is not known everywhere yet.
  /\brole\b.*(could not be assumed|can not be assumed|cannot be found|could not be found|does not exist)|Invalid principal in policy/i,
  /RequestLimitExceeded|Throttling|Rate exceeded|ServiceUnavailable|InternalFailure|connection reset by peer/i,
]

/** Whether it is worth trying again what failed with these words. */
export function isPassing(message: string): boolean {
  return passing.some((pattern) => pattern.test(message))
}

/** Tries again, with longer and longer pauses, what fails with words that pass. */
export function retries(wait: (milliseconds: number) => Promise<unknown>): ErrorHookFunction {
  const counts = new Map<string, number>()
  return async ({ urn, failedOperation, errors }) => {
    const attempt = `${failedOperation} ${urn}`
    const count = counts.get(attempt) ?? 0
    const pause = pauses[count]
    if (pause === undefined || !isPassing(errors[0] ?? '')) return false
    counts.set(attempt, count + 1)
    await wait(pause * 1000)
    return true
  }
}

/** One for all resources: Pulumi takes each name once, and while a program runs. */
export function retryHook(): ErrorHook {
  return new ErrorHook('retry-what-passes', retries(delay))
}
