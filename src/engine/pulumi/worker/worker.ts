/**
 * The process of some questions and of the one change after them, and the only one that loads the Pulumi SDK and
 * programs. It is the leader of a process group of its own, so that Ctrl-C in a terminal reaches zen alone, and zen
 * decides.
 */
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { type FromWorker, type Job, type ToWorker, toOrder } from '../protocol.ts'
import { endRun } from '../run-processes.ts'
import { type EngineCommand, engineCommand } from './engine-command.ts'

/** How long the engine may take to stop when zen is gone and nobody can press Ctrl-C again. */
const GRACE_MS = 60_000

// State, logs and whatever plugins write: for their owner alone.
process.umask(0o077)

// The SDK and a program take long to compile: V8 keeps what it made of them for the next worker.
enableCompileCache()

let work: { readonly job: Job; readonly command: EngineCommand } | undefined
let isCancelled = false

process.on('message', (message) => {
  const order = toOrder(message)
  if (order?.kind === 'cancel') cancel()
  else if (order?.kind === 'prepare') void import('./run-operation.ts')
  else if (order && !work) void start(order)
})

// A zen that was told to stop at once is gone without waiting; one that was killed could not say anything.
process.on('disconnect', () => {
  if (!work) return
  if (isCancelled) void endRun(work.job.workDirectory)
  else cancel()
  setTimeout(() => work && void endRun(work.job.workDirectory), GRACE_MS).unref()
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel)

// A promise that somebody forgot must not end the engine in the middle of its work.
process.on('uncaughtException', () => undefined)
process.on('unhandledRejection', () => undefined)

function cancel(): void {
  isCancelled = true
  work?.command.interrupt()
}

async function start({ job, stays }: Extract<ToWorker, { readonly kind: 'start' }>): Promise<void> {
  const command = engineCommand(job.command, job.env ?? {})
  work = { job, command }
  process.chdir(job.workDirectory)
  const { runOperation } = await import('./run-operation.ts')
  const result = await runOperation(job, command, tell)
  work = undefined
  if (!process.connected) return
  if (!stays || isCancelled || result.kind !== 'done')
    return void process.send?.(result, undefined, undefined, () => process.disconnect())
  // Whoever works in a folder is ended when its run is over.
  process.chdir(tmpdir())
  process.send?.({ ...result, stays: true })
}

function tell(report: FromWorker): void {
  if (process.connected) process.send?.(report)
}
