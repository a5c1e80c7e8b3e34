/** What a program's new values change, and whether that needs a new one. */
import type { ResourceType } from './definition.ts'
import { isProperties, isUnknown, type Properties, valueAt } from './properties.ts'

export interface PropertyChange {
  /** `vpcConfig.publicAccessCidrs[0]` */
  readonly path: string
  readonly kind: 'add' | 'update' | 'delete'
  readonly replaces: boolean
}

export interface Difference {
  readonly changes: readonly PropertyChange[]
  readonly deleteBeforeReplace: boolean
}

export interface Versions {
  readonly oldInputs: Properties
  readonly oldOutputs: Properties
  readonly newInputs: Properties
}

export function differenceOf(type: ResourceType, { oldInputs, oldOutputs, newInputs }: Versions): Difference {
  const left = Object.keys(oldInputs).filter((key) => !(key in newInputs))
  const changes = [
    ...Object.keys(newInputs).flatMap((key) =>
      // What was left to the cloud is no change when the program now says the same.
      compare(key, key in oldInputs ? oldInputs[key] : oldOutputs[key], newInputs[key]),
    ),
    ...left.map((key) => ({ path: key, kind: 'delete' as const })),
  ]
  const found = changes
    .filter(({ path }) => !path.startsWith('__'))
    .filter(({ path, kind }) => kind !== 'delete' || !isAmong(type.settledByCloud, path))
    .map((change) => ({ ...change, replaces: isAmong(type.replaceOn, change.path) }))
  const replaces = found.some((change) => change.replaces)
  return { changes: found, deleteBeforeReplace: replaces && mustGoFirst(type, newInputs) }
}

type Found = Omit<PropertyChange, 'replaces'>

function compare(path: string, old: unknown, news: unknown): readonly Found[] {
  if (news === undefined || news === null)
    return old === undefined || old === null ? [] : [{ path, kind: 'delete' }]
  if (old === undefined || old === null) return [{ path, kind: 'add' }]
  if (isProperties(old) && isProperties(news)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(news)])
    return [...keys].flatMap((key) => compare(`${path}${inPath(key)}`, old[key], news[key]))
  }
  if (Array.isArray(old) && Array.isArray(news)) {
    const longest = Array.from({ length: Math.max(old.length, news.length) }, (_, at) => at)
    return longest.flatMap((at) => compare(`${path}[${at}]`, old[at], news[at]))
  }
  return isUnknown(news) || old !== news ? [{ path, kind: 'update' }] : []
}

function inPath(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `["${key}"]`
}

function isAmong(paths: readonly string[] | undefined, path: string): boolean {
  const bare = path.replaceAll(/\[\d+\]/g, '')
  return (paths ?? []).some(
    (known) => bare === known || bare.startsWith(`${known}.`) || bare.startsWith(`${known}[`),
  )
}

/**
 * Two of a name can't be there side by side. Providers tell a name they made up, which the new one won't have, by the
 * list of defaults beside the inputs.
 */
function mustGoFirst({ name, deleteBeforeReplace }: ResourceType, newInputs: Properties): boolean {
  if (deleteBeforeReplace) return true
  if (!name || valueAt(newInputs, name.property) === undefined) return false
  const defaults = newInputs['__defaults']
  return Array.isArray(defaults) && !defaults.includes(name.property)
}
