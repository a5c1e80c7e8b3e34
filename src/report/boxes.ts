/** Boxes inside each other and side by side, laid out for an SVG. Lengths are in its units. */

export interface Box {
  /** Classes that say how it looks: `cluster planned`. */
  readonly look: string
  readonly title: string
  /** Fainter, below the title. */
  readonly note?: string
  /** Below title and note, or below what is inside. */
  readonly lines: readonly string[]
  /** Side by side. */
  readonly inside?: readonly Box[]
  /** How much of the room between its neighbours it takes. @default 1 */
  readonly share?: number
}

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Placed extends Rectangle {
  readonly box: Box
}

export const padding = 16
const between = 30
const titleHeight = 34
export const lineHeight = 18

/** The box and all inside it, outer ones first. */
export function place(box: Box, { x, y, width, height }: Rectangle): readonly Placed[] {
  const { inside = [] } = box
  const shares = inside.reduce((sum, { share = 1 }) => sum + share, 0)
  const room = width - 2 * padding - between * (inside.length - 1)
  const tall = Math.max(0, ...inside.map(heightOf))
  let left = x + padding
  const placed = inside.flatMap((child) => {
    const wide = (room * (child.share ?? 1)) / shares
    const all = place(child, { x: left, y: y + headHeight(box), width: wide, height: tall })
    left += wide + between
    return all
  })
  return [{ box, x, y, width, height }, ...placed]
}

/** What it needs. */
export function heightOf(box: Box): number {
  const { inside = [], lines } = box
  const children = inside.length > 0 ? Math.max(...inside.map(heightOf)) + 12 : 0
  return headHeight(box) + children + lines.length * lineHeight + 12
}

function headHeight({ note }: Box): number {
  return titleHeight + (note === undefined ? 0 : lineHeight)
}

/** Where its lines begin: below its title, or below what is inside. */
export function linesAt({ box, y, height }: Placed): number {
  const isAbove = (box.inside ?? []).length === 0
  const top = isAbove ? y + headHeight(box) : y + height - 12 - box.lines.length * lineHeight
  return top + 13
}
