/** Resources as people count them. */
import type { Resource } from '../engine/engine.ts'
import { isOf, lengthOf, type Work } from './timeline.ts'

interface Kind {
  readonly words: string
  readonly count: number
  /** Milliseconds spent on all of them. */
  readonly time: number
}

/**
 * `EKS cluster`, `4 × EC2 subnet`: what took longest first, because that is what people know by name; at most so many, the
 * last one about the rest.
 */
export function kindWords(
  resources: readonly Resource[],
  works: readonly Work[],
  most: number,
): readonly string[] {
  const kinds = kindsOf(resources, works).sort((one, other) => other.time - one.time)
  const words = kinds.map(({ words, count }) => (count === 1 ? words : `${count} × ${words}`))
  if (words.length <= most) return words
  const rest = kinds.slice(most - 1).reduce((sum, { count }) => sum + count, 0)
  return [...words.slice(0, most - 1), `${rest} more`]
}

function kindsOf(resources: readonly Resource[], works: readonly Work[]): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const resource of resources) {
    const words = kindOf(resource)
    const { count = 0, time = 0 } = kinds.get(words) ?? {}
    kinds.set(words, { words, count: count + 1, time: time + timeOf(resource, works) })
  }
  return [...kinds.values()]
}

function timeOf(resource: Resource, works: readonly Work[]): number {
  return works.filter((work) => isOf(work, resource)).reduce((sum, work) => sum + lengthOf(work), 0)
}

/** A label is the kind, and the name as its last word. */
function kindOf({ type, label }: Resource): string {
  return label?.replace(/ \S+$/, '') ?? type
}

/** Side by side, as many as fit into so many letters. */
export function wrapped(words: readonly string[], letters: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} · ${word}`
    if (last !== undefined && longer.length <= letters) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
