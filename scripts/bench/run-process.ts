import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** A command with the environment of the computer it shall run on. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** How long the command takes, in milliseconds. @throws Error when it fails, with its last words */
export async function timeOf(command: Command): Promise<number> {
  const start = performance.now()
  await run(command)
  return performance.now() - start
}

/** The most that a Node.js command has in memory at a time, in bytes. @throws like {@link timeOf} */
export async function peakMemoryOf(command: Command): Promise<number> {
  return JSON.parse(await run(reporting(command, './report-memory.cjs')))
}

/** URLs of everything that a Node.js command loads, Node.js' own modules included. @throws like {@link timeOf} */
export async function modulesOf(command: Command): Promise<readonly string[]> {
  return JSON.parse(await run(reporting(command, './report-modules.cjs')))
}

function reporting({ file, args, env }: Command, reporter: string): Command {
  return { file, args: ['--require', fileURLToPath(new URL(reporter, import.meta.url)), ...args], env }
}

/** @returns what it said on its fourth stream */
async function run({ file, args, env }: Command): Promise<string> {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const streams = child.stdio.slice(1).map((stream) => (stream && 'read' in stream ? text(stream) : ''))
  const [[code], out, err, reported = ''] = await Promise.all([closed, ...streams])
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${out}${err}`)
  return reported
}
