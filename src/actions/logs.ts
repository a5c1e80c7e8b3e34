import type { Context } from '../context.ts'
import type { Step } from '../terminal/terminal.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { listenerOf } from './engine-progress.ts'

export interface LogsOptions {
  readonly name: string | undefined
  /** Number of lines from the end. */
  readonly tail: number
  readonly follow: boolean
}

/** Prints the server's log line by line. Ctrl-C ends following; it is not a failure. */
export async function logs(context: Context, { name, tail, follow }: LogsOptions): Promise<number> {
  const { deployment, engine } = await chooseDeployment(context, name)
  const { signal, terminal } = context
  let lines = 0
  let step: Step | undefined
  const listener = listenerOf(terminal, (text) => {
    step ??= terminal.step(text)
  })
  try {
    for await (const line of engine.logs(deployment.name, { tail, follow, signal, listener })) {
      if (lines === 0) step?.succeed()
      terminal.line(line)
      lines += 1
    }
  } catch (error) {
    if (lines === 0) step?.fail()
    throw error
  }
  return lines
}
