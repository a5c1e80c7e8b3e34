/** Names of what zen makes in clouds, for deployments whose own names have 32 letters at most. */
import { createHash } from 'node:crypto'

/** What all names begin with. */
export function baseName(name: string): string {
  return `zen-${name}`
}

/** Cuts what is too long, or was changed, and adds something of the whole, so that no two names become one. */
export function fitting(name: string, most: number, whole = name): string {
  if (name.length <= most && name === whole) return name
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, 6)
  return `${name.slice(0, most - mark.length - 1).replace(/-+$/, '')}-${mark}`
}
