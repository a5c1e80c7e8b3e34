import type { EngineListener } from '../engine/engine.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Runs an engine's work with one live line of progress; warnings and details go above it. */
export async function listenWith<T>(
  terminal: Terminal,
  title: string,
  work: (listener: EngineListener) => Promise<T>,
): Promise<T> {
  const step = terminal.step(title)
  const listener: EngineListener = ({ kind, text }) => {
    if (kind === 'step') step.update(text)
    else if (kind === 'warning') terminal.warn(text)
    else terminal.info(text)
  }
  try {
    const result = await work(listener)
    step.succeed(title)
    return result
  } catch (error) {
    step.fail(title)
    throw error
  }
}
