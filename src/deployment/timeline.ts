/** Which resources were worked on, and how long that took. */
import type { EngineEvent, Resource } from '../engine/engine.ts'

/** Work on one resource. Times are in milliseconds since 1970. */
export interface Work {
  readonly resource: Resource
  /** `Creating the namespace zen-team` */
  readonly text: string
  readonly startedAt: number
  /** Missing while it goes on, and for ever where it was broken off. */
  readonly endedAt?: number
  readonly failed?: true
}

export interface Timeline {
  readonly hear: (event: EngineEvent) => void
  /** In the order in which they began. */
  readonly works: () => readonly Work[]
}

/** @param now milliseconds since 1970 */
export function recordTimeline(now: () => number): Timeline {
  const works: Work[] = []
  return {
    hear: (event) => {
      if (event.kind === 'begin') works.push({ resource: event.resource, text: event.text, startedAt: now() })
      if (event.kind !== 'end' && event.kind !== 'fail') return
      const at = works.findLastIndex((work) => isOpen(work) && isOf(work, event.resource))
      const work = works[at]
      if (work) works[at] = { ...work, endedAt: now(), ...(event.kind === 'fail' ? { failed: true } : {}) }
    },
    works: () => [...works],
  }
}

/** Whether it had not come to an end when it was last heard of. */
export function isOpen({ endedAt }: Work): boolean {
  return endedAt === undefined
}

/** Whether it is about this resource. */
export function isOf({ resource }: Work, { type, name }: Resource): boolean {
  return resource.type === type && resource.name === name
}

/** Whether it came to a good end. */
export function isDone({ endedAt, failed }: Work): boolean {
  return endedAt !== undefined && !failed
}

/** The longest works, the longest first. */
export function slowest(works: readonly Work[], most: number): readonly Work[] {
  return [...works].sort((one, other) => lengthOf(other) - lengthOf(one)).slice(0, most)
}

/** Milliseconds; 0 for what has no end. */
export function lengthOf({ startedAt, endedAt = startedAt }: Work): number {
  return endedAt - startedAt
}

/** Milliseconds in which at least one of these went on. @param now for those that go on still */
export function busyTime(works: readonly Work[], now: number): number {
  let [all, until] = [0, 0]
  for (const { startedAt, endedAt = now } of [...works].sort(
    (one, other) => one.startedAt - other.startedAt,
  )) {
    all += Math.max(0, endedAt - Math.max(startedAt, until))
    until = Math.max(until, endedAt)
  }
  return all
}

/** What people know it by: `EKS cluster zen-aws`. */
export function labelOf({ resource: { type, name, label = `${type} ${name}` } }: Work): string {
  return label
}
