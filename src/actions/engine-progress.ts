import type { EngineListener, ResourceEvent } from '../engine/engine.ts'
import type { Board, BoardOptions, Step, Terminal } from '../terminal/terminal.ts'

/** Runs an engine's work with one live line of progress; warnings and details go above it. */
export async function listenWith<T>(
  terminal: Terminal,
  title: string,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  const step = terminal.step(title)
  return ending(step, title, () => work(listenerOf(terminal, (text) => step.update(text))))
}

export interface Watched extends BoardOptions {
  /** Hears everything first, so that the rows are up to date. */
  readonly hear: EngineListener
}

/** The same with a line for each of the things that go on side by side. */
export async function watchWith<T>(
  terminal: Terminal,
  title: string,
  { hear, ...options }: Watched,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  const board = terminal.board(title, options)
  const listener = boardListener(terminal, board, title)
  return ending(board, title, () =>
    work((event) => {
      hear(event)
      listener(event)
    }),
  )
}

async function ending<T>(step: Step, title: string, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    step.succeed(title)
    return result
  } catch (error) {
    step.fail(title)
    throw error
  }
}

/** What is done at once in most places gets its line of progress only where it takes longer than this. */
const PATIENCE_MS = 1_000

/** Runs work that tells nothing of itself, as a rule. */
export async function stepIfSlow<T>(
  terminal: Terminal,
  title: string,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  let step: Step | undefined
  let told: string | undefined
  const timer = setTimeout(() => {
    step = terminal.step(title)
    if (told !== undefined) step.update(told)
  }, PATIENCE_MS)
  const listener = listenerOf(terminal, (text) => {
    told = text
    step?.update(text)
  })
  try {
    const result = await work(listener)
    step?.succeed(title)
    return result
  } catch (error) {
    step?.fail(title)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** @param update says what is being waited for */
export function listenerOf(terminal: Terminal, update: (text: string) => void): EngineListener {
  const busy = new Map<string, string>()
  return (event) => {
    if (event.kind === 'step') update(event.text)
    else if (event.kind === 'warning') terminal.warn(event.text)
    else if (event.kind === 'detail') terminal.info(event.text)
    else {
      if (event.kind === 'begin') busy.set(keyOf(event), event.text)
      else if (!busy.delete(keyOf(event))) return
      const [text] = busy.values()
      if (text !== undefined) update(busy.size > 1 ? `${text}, and ${busy.size - 1} more` : text)
    }
  }
}

function keyOf({ resource: { type, name } }: ResourceEvent): string {
  return `${type} ${name}`
}

/** What is waited for beside the resources goes on the first line, until something is begun again. */
function boardListener(terminal: Terminal, board: Board, title: string): EngineListener {
  return (event) => {
    if (event.kind === 'step') board.update(event.text)
    else if (event.kind === 'warning') terminal.warn(event.text)
    else if (event.kind === 'detail') terminal.info(event.text)
    else if (event.kind === 'begin') board.update(title)
    board.changed()
  }
}
