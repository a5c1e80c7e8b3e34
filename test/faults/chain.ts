/**
 * A chain of attempts at one deployment. Each attempt is hit at every type that no attempt before was hit at; types side
 * by side are hit by the same one, so there are about as many attempts as the program is deep.
 */
import type { Fault } from '../cloud/frame/faults.ts'
import type { JournalCall } from '../cloud/frame/journal.ts'
import type { FaultKind, Verb } from './fault-kind.ts'

/** One way to be hit, at one of the two things that can be done with a resource. */
export interface Attack {
  readonly kind: FaultKind
  readonly verb: Verb
}

/** Faults for the first call of each type. Those without a stroke wait until the test has seen who waits beside them. */
export function faultsAt({ kind, verb }: Attack, types: readonly string[]): readonly Fault[] {
  const isHeld = !kind.effect.startsWith('hang')
  return types.map((type) => ({
    ...{ id: faultId({ kind, verb }, type), type, verb, nth: 1, effect: kind.effect },
    ...(isHeld ? { held: true as const } : {}),
  }))
}

/** Calls that were hit by this attack, in the order of time. */
export function callsHit(journal: readonly JournalCall[], attack: Attack): readonly JournalCall[] {
  return journal.filter(({ fault, type }) => fault === faultId(attack, type))
}

function faultId({ kind, verb }: Attack, type: string): string {
  return `${verb} ${kind.id} ${type}`
}

/** Whose first call is still to come. */
export function typesLeft(
  types: readonly string[],
  journal: readonly JournalCall[],
  attack: Attack,
): readonly string[] {
  const hit = new Set(callsHit(journal, attack).map(({ type }) => type))
  return types.filter((type) => !hit.has(type))
}
