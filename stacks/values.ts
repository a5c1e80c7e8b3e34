/** Values of a Helm chart: nested maps, merged as Helm merges files of values. */

export type Values = Readonly<Record<string, unknown>>

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Maps are merged key by key; everything else, lists too, is replaced. */
export function mergeValues(below: Values, above: Values): Values {
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key]
    merged[key] = isValues(value) && isValues(under) ? mergeValues(under, value) : value
  }
  return merged
}

/** The value at a path such as `server.image.tag`, or `undefined`. */
export function valueAt(values: Values, path: string): unknown {
  return path.split('.').reduce((at: unknown, key) => (isValues(at) ? at[key] : undefined), values)
}

/** The same without the value at a path. */
export function withoutPath(values: Values, path: string): Values {
  const [key = '', ...rest] = path.split('.')
  const { [key]: at, ...others } = values
  if (rest.length === 0 || !isValues(at)) return rest.length === 0 ? others : values
  return { ...values, [key]: withoutPath(at, rest.join('.')) }
}

/** The same without what is `undefined` or `null`, and without maps that are empty then. */
export function withoutEmpty(values: Values): Values {
  const entries = Object.entries(values).flatMap(([key, value]) => {
    const kept = isValues(value) ? withoutEmpty(value) : value
    const isEmpty = kept === undefined || kept === null || (isValues(kept) && Object.keys(kept).length === 0)
    return isEmpty ? [] : [[key, kept]]
  })
  return Object.fromEntries(entries)
}
