import type { EngineListener } from '../engine/engine.ts'
import type { Step, Terminal } from '../terminal/terminal.ts'

/** Runs an engine's work with one live line of progress; warnings and details go above it. */
export async function listenWith<T>(
  terminal: Terminal,
  title: string,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  const step = terminal.step(title)
  try {
    const result = await work(listenerOf(terminal, (text) => step.update(text)))
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
  return ({ kind, text }) => {
    if (kind === 'step') update(text)
    else if (kind === 'warning') terminal.warn(text)
    else terminal.info(text)
  }
}
