/** Ways to servers that nothing leads to from outside their cluster. */
import type { Context } from '../context.ts'
import type { Engine, Forward } from '../engine/engine.ts'
import { notForwarded } from '../errors/deployment.ts'
import { stepIfSlow } from './engine-progress.ts'
import { stopIfInterrupted } from './interruption.ts'

interface Unexposed {
  readonly name: string
  readonly engine: Engine
}

/**
 * Opens a way to the server. Ctrl-C stops the opening; a way that is open stays so until it is closed, because
 * there is something to tidy up at its other end first.
 * @throws ZenError `NOT_FORWARDED`, `INTERRUPTED`, or what the cluster refuses
 */
export async function openForward(context: Context, { name, engine }: Unexposed): Promise<Forward> {
  stopIfInterrupted(context)
  const opening = new AbortController()
  const stop = () => opening.abort()
  context.signal.addEventListener('abort', stop, { once: true })
  try {
    const forward = await stepIfSlow(context.terminal, `Opening a way to "${name}"`, async () =>
      engine.forward?.(name, opening.signal),
    )
    if (!forward) throw notForwarded(name)
    return forward
  } finally {
    context.signal.removeEventListener('abort', stop)
  }
}
