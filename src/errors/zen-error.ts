/**
 * The one kind of error that zen throws on purpose. Every instance is made by a function of the catalogue (the
 * other files of this folder), so that all sentences we say when things break can be read in one place.
 */

/** Exit codes are public interface: see the table in the README. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  declined: 3,
  checkFailed: 4,
  locked: 5,
  left: 6,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface ZenErrorFields {
  /** Stable, upper snake case, for programs: `PORT_IN_USE`. */
  readonly code: string
  /** What happened, in the user's words: one sentence or a few. */
  readonly message: string
  /** What to type or do next, the likeliest first. */
  readonly fix: readonly string[]
  readonly exit?: ExitCode
  /** Facts for programs; must hold no secret. */
  readonly details?: Readonly<Record<string, unknown>>
  /** The words of whoever refused (Docker, Python, the server), printed in grey. */
  readonly foreign?: string
  readonly cause?: unknown
}

export class ZenError extends Error {
  readonly code: string
  readonly fix: readonly string[]
  readonly exit: ExitCode
  readonly details: Readonly<Record<string, unknown>>
  readonly foreign: string | undefined

  constructor(fields: ZenErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.name = 'ZenError'
    this.code = fields.code
    this.fix = fields.fix
    this.exit = fields.exit ?? exitCodes.failed
    this.details = fields.details ?? {}
    this.foreign = fields.foreign?.trim() || undefined
  }
}

/** The sentence of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code of a Node.js system error (`ENOENT`, `EACCES`), or `undefined`. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
}

/** Why a file could not be read, in a few words without its path. */
export function readRefusal(error: unknown): string {
  return reasons[systemCodeOf(error) ?? ''] ?? messageOf(error)
}
