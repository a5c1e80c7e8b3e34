import type { CloudComputer } from '../../test/e2e/cloud/cloud-computer.ts'
import type { Command } from './run-process.ts'

/** The same command where the names of a simulated cloud are known. */
export function onCloud({ prefix = [] }: CloudComputer, { file, args, env }: Command): Command {
  const [first = file, ...rest] = [...prefix, file, ...args]
  return { file: first, args: rest, env }
}
