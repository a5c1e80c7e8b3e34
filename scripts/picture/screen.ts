import headless from '@xterm/headless'

export interface Style {
  /** Number of one of the terminal's sixteen colours; `undefined`: the normal one. */
  readonly color: number | undefined
  readonly isBold: boolean
  readonly isDim: boolean
}

/** Characters side by side that look the same. */
export interface Run extends Style {
  readonly text: string
  /** Column of the first one. */
  readonly column: number
}

export type Line = readonly Run[]

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What a terminal shows after this output, without the empty lines at the end. */
export async function screenOf(output: string, { columns, rows }: Size): Promise<readonly Line[]> {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 })
  await new Promise<void>((resolve) => terminal.write(output, resolve))
  const { active } = terminal.buffer
  const lines = Array.from({ length: active.length }, (_nothing, at) => lineOf(active.getLine(at), columns))
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1)
}

type BufferLine = NonNullable<ReturnType<typeof headless.Terminal.prototype.buffer.active.getLine>>
type Cell = NonNullable<ReturnType<BufferLine['getCell']>>

function lineOf(line: BufferLine | undefined, columns: number): Line {
  const runs: Run[] = []
  for (let column = 0; column < columns; column++) {
    const cell = line?.getCell(column)
    const text = cell?.getChars() || ' '
    if (!cell || cell.getWidth() === 0) continue
    const style = styleOf(cell)
    const last = runs.at(-1)
    if (last && looksLike(last, style)) runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ ...style, text, column })
  }
  return withoutEnd(runs)
}

function styleOf(cell: Cell): Style {
  return {
    color: cell.isFgPalette() ? cell.getFgColor() : undefined,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
  }
}

function looksLike(one: Style, other: Style): boolean {
  return one.color === other.color && one.isBold === other.isBold && one.isDim === other.isDim
}

function withoutEnd(runs: readonly Run[]): Line {
  const trimmed = runs.map((run, at) => (at === runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run))
  return trimmed.at(-1)?.text === '' ? withoutEnd(trimmed.slice(0, -1)) : trimmed
}
