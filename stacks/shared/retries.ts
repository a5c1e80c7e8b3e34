/** Refusals of a cloud that pass by themselves: somebody else is still busy with what this needs, or has not heard of it. */
import { setTimeout as delay } from 'node:timers/promises'
import { ErrorHook, type ErrorHookFunction } from '@pulumi/pulumi'

/** Seconds between tries. Providers wait by themselves too, mostly longer; this is for what they give up at once. */
export const usualPauses: readonly number[] = [1, 2, 4, 8, 15, 30, 60]

/** Whether it is worth trying again what failed with these words. */
export type Passing = (message: string) => boolean

/** Tries again, with longer and longer pauses, what fails with words that pass. */
export function retries(
  isPassing: Passing,
  wait: (milliseconds: number) => Promise<unknown>,
  pauses = usualPauses,
): ErrorHookFunction {
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
export function retryHook(isPassing: Passing, pauses = usualPauses): ErrorHook {
  return new ErrorHook('retry-what-passes', retries(isPassing, delay, pauses))
}
