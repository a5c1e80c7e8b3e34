import type { Context } from '../context.ts'
import { chooseDeployment } from './choose-deployment.ts'

export interface LogsOptions {
  readonly name: string | undefined
  /** Number of lines from the end. */
  readonly tail: number
  readonly follow: boolean
}

/** Prints the server's log line by line. Ctrl-C ends following; it is not a failure. */
export async function logs(context: Context, { name, tail, follow }: LogsOptions): Promise<number> {
  const { deployment, engine } = await chooseDeployment(context, name)
  let lines = 0
  for await (const line of engine.logs(deployment.name, { tail, follow, signal: context.signal })) {
    context.terminal.line(line)
    lines += 1
  }
  return lines
}
