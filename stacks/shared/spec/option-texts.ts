/** Values of a spec's options as texts: those that people give, and those that were found out once and kept beside them. */
import type { OptionValues } from '../../contract.ts'

export function textAt(options: OptionValues, key: string): string | undefined {
  const value = options[key]
  return value === undefined ? undefined : String(value)
}

/** Of a list; a single value is a list too. */
export function textsAt(
  options: OptionValues,
  key: string,
  otherwise: readonly string[] = [],
): readonly string[] {
  const value = options[key]
  return value === undefined ? otherwise : [value].flat().map(String)
}

/** As options, without what is absent or empty. */
export function asOptions(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): OptionValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value.length === 0 ? [] : [[key, value] as const],
    ),
  )
}
