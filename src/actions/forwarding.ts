/** Ways to servers that nothing leads to from outside their cluster. */
import type { Context } from '../context.ts'
import type { Engine } from '../engine/engine.ts'
import type { Forward } from '../engine/live.ts'
import { toZenError } from '../errors/internal.ts'
import { forwardEnded, notForwarded } from '../errors/place.ts'
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
    const forward = await stepIfSlow(context.terminal, `Forwarding a port to "${name}"`, async (listener) =>
      engine.forward?.(name, opening.signal, listener),
    )
    if (!forward) throw notForwarded(name)
    return forward
  } finally {
    context.signal.removeEventListener('abort', stop)
  }
}

/**
 * Waits for Ctrl-C, then `true`, or until the way ends by itself: then it says why and answers `false`. The result of
 * the command is printed before it, so nothing that goes wrong at the end is thrown.
 */
export type Stay = () => Promise<boolean>

interface Way {
  readonly name: string
  readonly forward: Forward
  /** What must be done at the end; `isOpen` tells whether the server can still be reached. */
  readonly tidyUp?: (isOpen: boolean) => Promise<void>
}

/** Keeps a way open, and closes it at the end. */
export function staying(context: Context, { name, forward, tidyUp }: Way): Stay {
  return async () => {
    const why = await untilEnded(context, forward)
    const problems = why === undefined ? [] : [forwardEnded(name, why)]
    try {
      await tidyUp?.(why === undefined)
    } catch (error) {
      problems.push(toZenError(error, { isInterrupted: false }))
    }
    await forward.close()
    for (const { message, fix } of problems) context.terminal.warn([message, ...fix].join('\n  '))
    return problems.length === 0
  }
}

function untilEnded({ signal }: Context, { ended }: Forward): Promise<string | undefined> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  return Promise.race([interrupted, ended])
}
