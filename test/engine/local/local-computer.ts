import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Engine, EngineEvent, EngineFacts, Target } from '../../../src/engine/engine.ts'
import { createLocalEngine } from '../../../src/engine/local/local-engine.ts'
import { freePort } from '../../free-port.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A computer of its own for one test, with an engine; servers that it started end with the test. */
export interface LocalComputer {
  readonly directory: string
  readonly facts: EngineFacts
  readonly engine: Engine
  /** What the engine told while it worked. */
  readonly events: EngineEvent[]
  readonly listener: (event: EngineEvent) => void
  readonly signal: AbortSignal
}

export interface ComputerOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly clientVersion?: string
}

export async function localComputer({
  env = {},
  clientVersion,
}: ComputerOptions = {}): Promise<LocalComputer> {
  const directory = await temporaryDirectory()
  const dataDirectory = join(directory, 'zen')
  await mkdir(dataDirectory)
  endServersWithTest(dataDirectory)
  const facts: EngineFacts = {
    dataDirectory,
    clientDirectory: join(directory, 'client'),
    ...(clientVersion !== undefined && { clientVersion }),
    env: { PATH: '/usr/bin:/bin', HOME: directory, ZENML_ANALYTICS_OPT_IN: 'false', ...env },
    now: () => new Date(),
  }
  const events: EngineEvent[] = []
  return {
    directory,
    facts,
    engine: createLocalEngine(facts),
    events,
    listener: (event) => events.push(event),
    signal: new AbortController().signal,
  }
}

/** The environment of a shell in which the virtual environment of this Python is active. */
export function activeEnvironment(python: string): Readonly<Record<string, string>> {
  return { VIRTUAL_ENV: join(python, '..', '..') }
}

/** A deployment called `local`, on a free port. */
export async function localTarget(
  options: Target['spec']['options'] = {},
  secrets: Target['secrets'] = {},
): Promise<Target> {
  const values = { port: await freePort(), host: '127.0.0.1', ...options }
  return { spec: { name: 'local', provider: 'local', options: values }, secrets }
}

/** Servers outlive their starter by design, so a second process ends them, also when the test run is killed. */
function endServersWithTest(dataDirectory: string): void {
  const program = fileURLToPath(new URL('./end-servers.ts', import.meta.url))
  const child = spawn(process.execPath, [program, dataDirectory], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('close', resolve))
    child.stdin?.end()
    await gone
  })
}
