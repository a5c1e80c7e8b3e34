/** What the last words of a container mean. They are those of ZenML, PyMySQL, MySQL and SQLite. */
import {
  databaseNotTrusted,
  databaseRefusesPassword,
  databaseTooNew,
  databaseUnreachable,
  databaseWantsTls,
} from '../errors/cluster-database.ts'
import { volumeFull } from '../errors/cluster-storage.ts'
import type { ZenError } from '../errors/zen-error.ts'
import type { Container, Pod } from './pod.ts'
import { partOf } from './trouble.ts'

/** Whose words they are. */
export interface Speaker {
  /** `server`, `database`, … */
  readonly part: string
  readonly pod: string
}

export function speakerOf({ component, name }: Pod, container: Container): Speaker {
  return { part: partOf(component, container.name), pod: name }
}

type Meaning = readonly [pattern: RegExp, error: (log: string, speaker: Speaker) => ZenError]

/** The first that matches wins. */
const meanings: readonly Meaning[] = [
  [
    /no space left on device|disk is full|database or disk is full|errno: 28\b/i,
    (log, { part, pod }) => volumeFull(part, pod, log),
  ],
  [/access denied for user/i, databaseRefusesPassword],
  [/certificate[_ ]verify[_ ]failed|hostname mismatch/i, databaseNotTrusted],
  [
    /require_secure_transport|insecure transport are prohibited|insecure transport is prohibited/i,
    databaseWantsTls,
  ],
  [/can't locate revision|revision .{1,40} not found/i, databaseTooNew],
  [/the database at .* (has no address|does not answer)|can't connect to mysql server/i, databaseUnreachable],
]

/** `undefined` when they say nothing that we have words for. */
export function meaningOf(log: string, speaker: Speaker): ZenError | undefined {
  return meanings.find(([pattern]) => pattern.test(log))?.[1](log, speaker)
}
