/** How far each part of a deployment is, from what was planned and what was done. */
import type { ResourceChange } from '../engine/engine.ts'
import type { Row } from '../terminal/terminal.ts'
import type { PartPreview } from './parts.ts'
import { busyTime, isOf, isOpen, labelOf, type Work } from './timeline.ts'

export interface Progress {
  readonly parts: readonly PartPreview[]
  readonly resources: readonly ResourceChange[]
  readonly works: readonly Work[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** One row for each part that changes. */
export function rowsOf({ parts, resources, works, now }: Progress): readonly Row[] {
  return parts.flatMap(({ part, minutes }) => {
    const planned = resources.filter((resource) => resource.part === part && resource.action !== 'same')
    if (planned.length === 0) return []
    const own = works.filter(({ resource }) => resource.part === part)
    const text = openOf(own)
    return {
      title: part,
      state: stateOf(planned, own),
      seconds: Math.round(busyTime(own, now) / 1000),
      ...(minutes === undefined ? {} : { expectedMinutes: minutes }),
      ...(text === undefined ? {} : { text }),
    }
  })
}

/** A part may pause: what is left of it waits for another one. */
function stateOf(planned: readonly ResourceChange[], works: readonly Work[]): Row['state'] {
  if (works.some((work, at) => work.failed && !isTriedAgain(work, works.slice(at + 1)))) return 'failed'
  if (works.some(isOpen)) return 'working'
  return planned.every((resource) => works.some((work) => isOf(work, resource))) ? 'done' : 'waiting'
}

function isTriedAgain({ resource }: Work, later: readonly Work[]): boolean {
  return later.some((work) => isOf(work, resource))
}

/** What is being waited for: `EKS cluster zen-aws, and 2 more`. */
function openOf(works: readonly Work[]): string | undefined {
  const [first, ...others] = works.filter(isOpen)
  if (!first) return undefined
  return others.length === 0 ? labelOf(first) : `${labelOf(first)}, and ${others.length} more`
}
