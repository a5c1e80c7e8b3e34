/** Something that keeps a release from running, as it is seen at one moment. */
import type { ZenError } from '../errors/zen-error.ts'
import { components, MIGRATE } from './names.ts'
import type { Run } from './pod-log.ts'

export interface Trouble {
  /** The same for as long as it is the same trouble. */
  readonly key: string
  /** uid of the object that has it. */
  readonly uid: string
  /**
   * How long it must last until it is certain that it does not pass by itself, in milliseconds. `Infinity`: it may,
   * unless the log says otherwise.
   */
  readonly graceMs: number
  /** The log that tells more. */
  readonly log?: Run
  /** Whether this log makes it certain at once. */
  readonly isSure?: (log: string) => boolean
  /** Nothing but its log tells that it is one: it is certain when it lasted and the log says so. */
  readonly isSuspicion?: true
  /** What to tell people. @param log end of the log, or nothing */
  readonly error: (log: string) => ZenError
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND

const words: Readonly<Record<string, string>> = {
  [components.server]: 'server',
  [components.database]: 'database',
  [components.gateway]: 'gateway',
  [components.migration]: 'migration',
}

/** For people: which part of a deployment it is. */
export function partOf(component: string, container?: string): string {
  return container === MIGRATE ? 'migration' : (words[component] ?? (component || 'container'))
}
