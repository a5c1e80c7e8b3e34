/** Bringing one file from one address, over lines that break. */
import { open, rm, stat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { isOfDisk } from './disk-refusal.ts'
import { reasonOf, type Trouble, troubleOfStatus } from './trouble.ts'
import type { Answer, Web } from './web.ts'

export interface Transfer {
  readonly web: Web
  readonly address: URL
  /** Where the file goes. */
  readonly file: string
  readonly signal: AbortSignal
  /** Called as bytes come: how many there are by now, and how many there will be, when that is known. */
  readonly onProgress: (received: number, total: number | undefined) => void
  /** Pause before the second try; later ones wait longer. */
  readonly pauseMs?: number
}

export type Outcome = { readonly kind: 'done' } | Pick<Trouble, 'kind' | 'reason'>

type Try =
  | Outcome
  /** @property etag of the version whose first bytes are in the file */
  | { readonly kind: 'again'; readonly reason: string; readonly etag?: string | undefined }

const MOST_TRIES = 5
const PAUSE_MS = 500

/**
 * Brings the file. A line that breaks is tried again, from where it broke when the server can do that.
 * @throws the system's error when the file can't be written, and the signal's reason when it is aborted
 */
export async function transfer(order: Transfer): Promise<Outcome> {
  let last = await oneTry(order)
  let pause = order.pauseMs ?? PAUSE_MS
  for (let tries = 1; last.kind === 'again' && tries < MOST_TRIES; tries += 1) {
    await delay(pause, undefined, { signal: order.signal })
    pause *= 2
    last = await oneTry(order, last)
  }
  return last.kind === 'again' ? { kind: 'unreachable', reason: last.reason } : last
}

async function oneTry(order: Transfer, before?: Extract<Try, { kind: 'again' }>): Promise<Try> {
  const { web, address, file, signal } = order
  const etag = before?.etag
  const from = etag === undefined ? 0 : await sizeOf(file)
  const rest = etag !== undefined && from > 0 && { rest: { from, etag } }
  const answer = await web.ask(address, { signal, ...rest }).catch(reasonOf)
  signal.throwIfAborted()
  // A line that was there and is gone may come back; one that never was, won't.
  if (typeof answer === 'string') return { kind: before ? 'again' : 'unreachable', reason: answer, etag }
  if (answer.status === 200 || answer.status === 206) return write(answer, from, order)
  return refusalOf(answer.status, file)
}

/** 416: what is here is longer than what is there, so it is something else. */
async function refusalOf(status: number, file: string): Promise<Try> {
  const trouble = troubleOfStatus(status)
  if (status === 416) await rm(file, { force: true })
  const isPassing = status === 416 || status === 429 || status >= 500
  return isPassing ? { kind: 'again', reason: trouble.reason } : trouble
}

/** Piece by piece, so that what was counted is in the file when the line breaks. */
async function write({ status, size, etag, body }: Answer, from: number, order: Transfer): Promise<Try> {
  let received = status === 206 ? from : 0
  const total = size === undefined ? undefined : received + size
  const handle = await open(order.file, status === 206 ? 'a' : 'w', 0o600)
  try {
    for await (const piece of body) {
      await handle.writeFile(piece)
      received += piece.length
      order.onProgress(received, total)
    }
    return { kind: 'done' }
  } catch (error) {
    order.signal.throwIfAborted()
    if (isOfDisk(error)) throw error
    return { kind: 'again', reason: reasonOf(error), etag }
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0
}
