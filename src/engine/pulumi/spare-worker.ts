import type { ChildProcess } from 'node:child_process'

/**
 * Keeps a worker that has changed nothing for the next job: loading programs takes it a second. A change takes it too, so
 * that there is never a second one beside it, and does not leave it again: what a program did wrong must not go on.
 */
export interface SpareWorker {
  /** `undefined` when there is none, or it is gone meanwhile. */
  take(): ChildProcess | undefined
  /** Nobody waits for it: it goes when zen does. */
  leave(worker: ChildProcess): void
}

export function spareWorker(): SpareWorker {
  let kept: ChildProcess | undefined
  return {
    take: () => {
      const worker = kept
      kept = undefined
      if (!worker?.connected) return undefined
      worker.ref()
      worker.channel?.ref()
      return worker
    },
    leave: (worker) => {
      kept?.disconnect()
      kept = worker
      worker.unref()
      worker.channel?.unref()
      if (worker.stderr && 'unref' in worker.stderr && typeof worker.stderr.unref === 'function')
        worker.stderr.unref()
    },
  }
}
