/** Why a file could not be had, address by address. */
import {
  engineAltered,
  engineNotThere,
  engineUnreachable,
  type Refusal,
  type Wanted,
} from '../../../errors/engine-program.ts'
import { messageOf, systemCodeOf, type ZenError } from '../../../errors/zen-error.ts'
import { shown } from './sources.ts'

export interface Trouble extends Refusal {
  /** `absent`: there is no such file. `unreachable`: no answer, or one that is none. `altered`: it is another file. */
  readonly kind: 'absent' | 'unreachable' | 'altered'
}

export function troubleAt(address: URL, { kind, reason }: Omit<Trouble, 'address'>): Trouble {
  return { kind, reason, address: shown(address) }
}

/** What an answer means that is not the file. A bucket that may not be listed says 403 of what it does not have. */
export function troubleOfStatus(status: number) {
  const kind = [403, 404, 410].includes(status) ? 'absent' : 'unreachable'
  return { kind, reason: `the answer was ${status}` } as const
}

/** Errors of several addresses at once (IPv4 and IPv6) have a code and no words. */
export function reasonOf(error: unknown): string {
  return messageOf(error) || (systemCodeOf(error) ?? 'the connection broke')
}

/** Who does not answer about one file does not answer about another. */
export function isHopeless(address: URL, troubles: readonly Trouble[]): boolean {
  return troubles.some(
    (trouble) => trouble.kind === 'unreachable' && trouble.address.startsWith(address.origin),
  )
}

export function failureOf(wanted: Wanted, troubles: readonly Trouble[]): ZenError {
  if (troubles.some(({ kind }) => kind === 'altered')) return engineAltered(wanted, troubles)
  const isAbsent = troubles.every(({ kind }) => kind === 'absent')
  return isAbsent ? engineNotThere(wanted, troubles) : engineUnreachable(wanted, troubles)
}
