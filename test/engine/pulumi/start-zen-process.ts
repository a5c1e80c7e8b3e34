import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { EngineEvent, Target } from '../../../src/engine/engine.ts'
import { backendOf } from '../../../src/engine/pulumi/backend.ts'
import { runProcesses } from '../../../src/engine/pulumi/run-processes.ts'
import { workDirectoryOf } from '../../../src/engine/pulumi/work-directory.ts'
import type { CupboardZen } from './cupboard-zen.ts'

const program = fileURLToPath(new URL('./zen-process.ts', import.meta.url))

export interface ZenProcess {
  readonly pid: number
  readonly events: readonly EngineEvent[]
  kill(signal: NodeJS.Signals): void
  /** `done`, the code of an error, or `undefined` when it could not say. */
  readonly ended: Promise<{ readonly code: number | null; readonly end: string | undefined }>
}

/** Starts a zen that shares everything with this one but the process. */
export function startZenProcess(
  { facts, pulumiHome }: CupboardZen,
  verb: 'up' | 'destroy' | 'stop',
  target: Target,
): ZenProcess {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const events: EngineEvent[] = []
  let end: string | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line)
    if ('end' in told) end = told.end
    else events.push(told)
  })
  child.stdin.end(JSON.stringify({ facts, pulumiHome, verb, target }))
  return {
    pid: child.pid ?? 0,
    events,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, end }))),
  }
}

/** Processes that work on a deployment now: worker, engine, plugins. */
export async function processesOf({ facts }: CupboardZen, name = 'oak') {
  return runProcesses(workDirectoryOf(facts.dataDirectory, backendOf(facts), name))
}
