import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { EngineListener, ResourceChange } from '../engine.ts'
import { endOrphans } from './orphans.ts'
import { type EngineFailure, type FromWorker, type Job, type ToWorker, toReport } from './protocol.ts'
import { endRun } from './run-processes.ts'
import type { SpareWorker } from './spare-worker.ts'

export interface WorkerOptions {
  /** The whole environment of the worker, the engine and its plugins. */
  readonly env: Readonly<Record<string, string>>
  readonly listener: EngineListener
  /** Aborted: what is going on comes to its end, and nothing more is begun. */
  readonly signal: AbortSignal
  readonly announced?: (place: ClusterPlace) => void
  /** Where a process may be that an earlier job left, which this one takes then. */
  readonly spare?: SpareWorker
  /** For jobs that change nothing: the process is left there for the next one. */
  readonly stays?: true
}

export type WorkerResult =
  | {
      readonly kind: 'done'
      readonly resources: readonly ResourceChange[]
      /** Of the program, secrets in plain text, or the answer to a question; else `undefined`. */
      readonly outputs: unknown
    }
  | { readonly kind: 'failed'; readonly failure: EngineFailure }

/** How long a worker that is done may take to go away. */
const LEAVE_MS = 5_000
const LONGEST_WORDS = 4_000

/** Beside this module when it is a source, beside the bundle otherwise. */
function workerFile(): string {
  const here = fileURLToPath(import.meta.url)
  return here.endsWith('.ts') ? join(dirname(here), 'worker', 'worker.ts') : join(dirname(here), 'worker.js')
}

/**
 * Runs one operation in a process of its own and waits until all of it is gone. Secrets go there through the channel
 * between the two processes. Should this process be killed, the worker lets the engine stop by itself.
 */
export async function runInWorker(job: Job, options: WorkerOptions): Promise<WorkerResult> {
  const { env, spare, signal, listener } = options
  const child = spare?.take() ?? startWorker(job, env)
  const stop = () => {
    listener({ kind: 'step', text: 'Stopping: waiting for what was begun to come to its end' })
    order(child, { kind: 'cancel' })
  }
  order(child, { kind: 'start', job: { ...job, env }, stays: options.stays === true })
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    const { result, words, stays } = await endOf(child, options)
    if (stays) spare?.leave(child)
    if (result) return result
    // Somebody killed it: the engine may be at work all the same.
    await endOrphans(job.workDirectory, listener)
    return { kind: 'failed', failure: { diagnostics: [], words } }
  } finally {
    signal.removeEventListener('abort', stop)
    await endRun(job.workDirectory)
  }
}

/** Starts a worker that loads what every job needs, and leaves it for the first one. */
export function prepareWorker(env: WorkerOptions['env'], spare: SpareWorker): void {
  const child = startWorker({ workDirectory: tmpdir() }, env)
  // One that can't be started is not taken; the job then starts another, and tells why that fails.
  child.on('error', () => undefined)
  order(child, { kind: 'prepare' })
  spare.leave(child)
}

function startWorker({ workDirectory }: Pick<Job, 'workDirectory'>, env: WorkerOptions['env']): ChildProcess {
  return spawn(process.execPath, [workerFile()], {
    cwd: workDirectory,
    // A process group of its own: Ctrl-C in the terminal is for zen.
    detached: true,
    windowsHide: true,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

function order(child: ChildProcess, message: ToWorker): void {
  if (child.connected) child.send(message, () => undefined)
}

interface Ending {
  /** `undefined` when it could not say how it went. */
  readonly result: WorkerResult | undefined
  readonly words: string
  /** It is done, and waits for another job. */
  readonly stays: boolean
}

async function endOf(child: ChildProcess, options: WorkerOptions): Promise<Ending> {
  let words = ''
  let result: WorkerResult | undefined
  const hear = (text: string) => {
    words = `${words}${text}`.slice(-LONGEST_WORDS)
  }
  child.stderr?.setEncoding('utf8').on('data', hear)
  // The last words come through the channel, which may close after the process is gone.
  const silence = new Promise<void>((resolve) => child.once('disconnect', resolve))
  const ending = await new Promise<string | undefined>((resolve) => {
    child.on('message', (message) => {
      const report = toReport(message)
      if (report?.kind === 'done' || report?.kind === 'failed') {
        result = report
        if (report.kind === 'done' && report.stays) resolve(undefined)
        else setTimeout(() => child.kill('SIGKILL'), LEAVE_MS).unref()
      } else if (report) pass(report, options)
    })
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      const how = signal ? `It was ended by ${signal}.` : `Exit code ${code}.`
      void silence.then(() => resolve(how))
    })
  })
  if (ending === undefined) child.removeAllListeners().stderr?.off('data', hear)
  return { result, words: `${words.trim()}\n${ending ?? ''}`.trim(), stays: ending === undefined }
}

function pass(report: FromWorker, { listener, announced }: WorkerOptions): void {
  if (report.kind === 'event') listener(report.event)
  if (report.kind === 'place') announced?.(report.place)
}
