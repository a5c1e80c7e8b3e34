import { setTimeout as delay } from 'node:timers/promises'
import { isReady } from '../../client/server-health.ts'
import { databaseTooNew, serverDied, serverNotReady } from '../../errors/local.ts'
import { isAlive, type ProcessIdentity } from '../../storage/process-identity.ts'
import type { EngineListener } from '../engine.ts'
import { urlOf } from './address.ts'
import type { LocalRuntime } from './local-record.ts'
import { lastLines } from './log-file.ts'

export interface ReadinessOptions {
  readonly runtime: LocalRuntime
  readonly process: ProcessIdentity
  readonly listener: EngineListener
  readonly signal: AbortSignal
  /** @default 180000 */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 180_000
const POLL_MS = 100
const WORDS = 15

/**
 * Waits until the server answers.
 * @throws ZenError `SERVER_DIED`, `SERVER_NOT_READY` or `DATABASE_TOO_NEW` with its last words, or the signal's
 * reason; the process is left as it is.
 */
export async function waitUntilReady(options: ReadinessOptions): Promise<void> {
  const { runtime, listener, signal, timeoutMs = TIMEOUT_MS } = options
  const url = urlOf(runtime.host, runtime.port)
  const start = Date.now()
  listener({ kind: 'step', text: 'Waiting for the server to answer' })
  for (; ; await delay(POLL_MS, undefined, { signal })) {
    // The answer may be somebody else's: it counts only while our process lives.
    const ready = await isReady({ url })
    if (!(await isAlive(options.process))) throw await died(runtime)
    if (ready) return
    if (Date.now() - start >= timeoutMs) throw await notReady(runtime, timeoutMs)
  }
}

async function died({ logFile, database, version }: LocalRuntime) {
  const lines = await lastLines(logFile, WORDS)
  // Alembic's words for a database whose newest migration it does not know.
  const unknownRevision = lines.find((line) => /Can't locate revision|No such revision/i.test(line))
  return unknownRevision === undefined
    ? serverDied(logFile, lines.join('\n'))
    : databaseTooNew(database, version, unknownRevision)
}

async function notReady({ logFile }: LocalRuntime, timeoutMs: number) {
  return serverNotReady(timeoutMs / 1000, logFile, (await lastLines(logFile, WORDS)).join('\n'))
}
