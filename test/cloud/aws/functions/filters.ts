/** What lists are narrowed by: filters by name, and tags. */
import { like } from '../../frame/faults.ts'
import { refuse } from '../../frame/fields.ts'
import { listAt, type Properties, propertiesAt, textAt, textsAt, valueAt } from '../../frame/properties.ts'
import type { CloudObject } from '../../frame/view.ts'

/** Paths of the outputs that filters of a kind look at, by the filter's name. */
export type Filterable = Readonly<Record<string, string>>

/** Those that fit all filters and have all tags. @throws as AWS does, when it has no such filter */
export function narrowed(
  objects: readonly CloudObject[],
  args: Properties,
  filterable: Filterable,
): readonly CloudObject[] {
  const filters = listAt(args, 'filters')
  const tags = Object.entries(propertiesAt(args, 'tags'))
  return objects
    .filter((object) => tags.every(([key, value]) => tagsOf(object)[key] === value))
    .filter((object) => filters.every((filter) => fits(object, filter, filterable)))
}

export function tagsOf({ outputs }: CloudObject): Properties {
  return { ...propertiesAt(outputs, 'tags'), ...propertiesAt(outputs, 'tagsAll') }
}

function fits(object: CloudObject, filter: unknown, filterable: Filterable): boolean {
  const name = textAt(filter, 'name') ?? ''
  const values = textsAt(filter, 'values')
  const found = name.startsWith('tag:') ? [tagsOf(object)[name.slice(4)]] : valuesOf(object, name, filterable)
  return found.some((value) => values.some((pattern) => like(pattern, String(value))))
}

function valuesOf(object: CloudObject, name: string, filterable: Filterable): readonly unknown[] {
  if (name === 'tag-key') return Object.keys(tagsOf(object))
  const path = filterable[name]
  if (path === undefined) return refuse('InvalidParameterValue', `The filter '${name}' is invalid`)
  if (path === 'phase') return [stateOf(object)]
  const value = valueAt(object.outputs, path)
  return Array.isArray(value) ? value : [value]
}

/** As EC2 calls phases. */
export function stateOf({ phase }: CloudObject): string {
  return {
    creating: 'pending',
    ready: 'available',
    updating: 'available',
    deleting: 'deleting',
    deleted: 'deleted',
  }[phase]
}
