/** Locks in a state that only the engine sees: it says who has one when it refuses to work. */
import { hostname } from 'node:os'
import type { EngineListener } from '../engine.ts'
import { type EngineLock, removedLock } from './locks.ts'
import type { EngineFailure } from './protocol.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { cancelRemotely } from './remote-state.ts'
import { isEngine } from './run-processes.ts'

/** Source: `checkForLock` of `pkg/backend/diy/lock.go` in https://github.com/pulumi/pulumi (3.259.0). */
export function lockIn({ words }: EngineFailure): EngineLock | undefined {
  const found = /created by (.+)@(\S+) \(pid (\d+)\) at (\S+)/.exec(words)
  if (!found || !words.includes('the stack is currently locked by')) return undefined
  const [, user = '', host = '', pid = '', since = ''] = found
  return { user, host, pid: Number(pid), since }
}

/** Takes the lock away that was in the way, if it was the only one and its engine died on this computer. */
export async function mendRemoteLock(
  context: PulumiContext,
  stack: string,
  failure: EngineFailure,
  listener: EngineListener,
): Promise<boolean> {
  const lock = lockIn(failure)
  const isAlone = failure.words.includes('locked by 1 lock(s)')
  if (!lock || !isAlone || lock.host !== hostname() || (await isEngine(lock.pid))) return false
  await cancelRemotely(context, stack)
  listener({ kind: 'detail', text: removedLock(lock) })
  return true
}
