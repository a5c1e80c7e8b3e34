/** Ranges of IPv4 addresses, as `10.42.0.0/16`. */

export interface Range {
  readonly first: number
  readonly last: number
  readonly bits: number
}

/** `undefined` when it is no range. */
export function rangeOf(text: string | undefined): Range | undefined {
  const [, address = '', length = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text ?? '') ?? []
  const parts = address.split('.').map(Number)
  const bits = Number(length)
  if (address === '' || bits > 32 || parts.some((part) => part > 255)) return undefined
  const size = 2 ** (32 - bits)
  const start = parts.reduce((sum, part) => sum * 256 + part, 0)
  const first = start - (start % size)
  return { first, last: first + size - 1, bits }
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last
}

export function overlap(one: Range, other: Range): boolean {
  return one.first <= other.last && other.first <= one.last
}

/** The so-manieth address of the range. */
export function addressIn({ first }: Range, at: number): string {
  const value = first + at
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}
