/** Negative when `a` is older than `b`, positive when it is newer, 0 when they are the same. Suffixes don't count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  const different = left.findIndex((number, index) => number !== right[index])
  return different === -1 ? 0 : (left[different] ?? 0) - (right[different] ?? 0)
}

function numbersOf(version: string): readonly [number, number, number] {
  const [major, minor, patch] = version.split('.', 3).map((part) => Number.parseInt(part, 10) || 0)
  return [major ?? 0, minor ?? 0, patch ?? 0]
}

/** The Python versions that a ZenML release runs on: minor versions of Python 3, both ends included. */
export interface PythonRange {
  readonly from: number
  readonly to: number
}

/** `Requires-Python` of the releases on PyPI. */
const ranges: readonly { readonly since: string; readonly range: PythonRange }[] = [
  { since: '0.95.0', range: { from: 10, to: 14 } },
  { since: '0.91.0', range: { from: 10, to: 13 } },
  { since: '0.68.0', range: { from: 9, to: 12 } },
  { since: '0.66.0', range: { from: 8, to: 12 } },
  { since: '0.0.0', range: { from: 8, to: 11 } },
]

export function pythonRangeOf(zenmlVersion: string): PythonRange {
  const row = ranges.find(({ since }) => compareVersions(zenmlVersion, since) >= 0)
  return row?.range ?? { from: 10, to: 14 }
}
