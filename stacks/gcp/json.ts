/** Answers of Google Cloud's API: any field may be absent. Paths look like `metadata.name`. */

export type Json = Readonly<Record<string, unknown>>

export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null
          ? Object.getOwnPropertyDescriptor(inner, name)?.value
          : undefined,
      value,
    )
}

/** The text there, or an empty one. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path)
  return typeof found === 'string' ? found : ''
}

/** The number there, which may be written as a text, or 0. */
export function numberAt(value: unknown, path: string): number {
  const found = Number(at(value, path) ?? 0)
  return Number.isFinite(found) ? found : 0
}

/** Objects of the list there. */
export function listAt(value: unknown, path: string): readonly Json[] {
  const found = at(value, path)
  return Array.isArray(found) ? found.filter(isJson) : []
}

/** Texts of the list there. */
export function textsAt(value: unknown, path: string): readonly string[] {
  const found = at(value, path)
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : []
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
