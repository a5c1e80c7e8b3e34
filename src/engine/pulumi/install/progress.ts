import type { EngineListener } from '../../engine.ts'

const MEGABYTE = 1_000_000
/** Lines of a log come at least this far apart, and at most. */
const LEAST_MS = 1_000
const MOST_MS = 10_000
const STEP_PERCENT = 5

/** `97 MB`; what is smaller than one is still one. */
export function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / MEGABYTE))} MB`
}

/** Tells how far a download is: often enough for people who wait, seldom enough for a log. */
export function downloadProgress(label: string, listener: EngineListener, now = Date.now) {
  let toldAt = now()
  let told = 0
  return (received: number, total: number | undefined): void => {
    const since = now() - toldAt
    const percent = total === undefined ? 0 : (100 * (received - told)) / total
    if (since < LEAST_MS || (since < MOST_MS && percent < STEP_PERCENT)) return
    toldAt = now()
    told = received
    const done = Math.floor(received / MEGABYTE)
    const far = total === undefined ? `${done} MB` : `${done} of ${megabytes(total)}`
    listener({ kind: 'step', text: `Downloading ${label} (${far})` })
  }
}
