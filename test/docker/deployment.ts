/** A zen of its own for one test, with an engine on a test's Docker. */

import { onTestFinished } from 'vitest'
import { createDockerEngine } from '../../src/engine/docker/docker-engine.ts'
import type { Engine, EngineEvent, EngineFacts, Target } from '../../src/engine/engine.ts'
import type { OptionValues, Secrets } from '../../stacks/contract.ts'
import { docker as provider } from '../../stacks/docker/provider.ts'
import { freePort } from '../free-port.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import type { TestDocker } from './daemon.ts'

export interface TestZen {
  readonly engine: Engine
  readonly facts: EngineFacts
  /** Everything the engine has told so far. */
  readonly events: readonly EngineEvent[]
  readonly listener: (event: EngineEvent) => void
  readonly signal: AbortSignal
}

/** A new zen with an empty data directory. */
export async function testZen(
  docker: TestDocker,
  env: Readonly<Record<string, string>> = {},
): Promise<TestZen> {
  const directory = await temporaryDirectory()
  const facts = {
    dataDirectory: `${directory}/zen`,
    clientDirectory: `${directory}/zenml`,
    env: { ...docker.env, ...env },
    now: () => new Date(),
  }
  const events: EngineEvent[] = []
  const listener = (event: EngineEvent) => void events.push(event)
  return { engine: createDockerEngine(facts), facts, events, listener, signal: new AbortController().signal }
}

/** A target with a name that no other test has; its container and volume are removed when the test is over. */
export async function testTarget(
  docker: TestDocker,
  options: OptionValues = {},
  secrets: Secrets = {},
): Promise<Target> {
  const name = `test-${process.pid}-${Math.random().toString(36).slice(2, 8)}`
  onTestFinished(async () => {
    await docker.docker('rm', '--force', `zen-${name}`).catch(() => undefined)
    await docker.docker('volume', 'rm', '--force', `zen-${name}-data`).catch(() => undefined)
  })
  const defaults = {
    host: '127.0.0.1',
    username: 'default',
    restart: 'unless-stopped',
    port: await freePort(),
  }
  return { spec: { name, provider: provider.id, options: { ...defaults, ...options } }, secrets }
}

/** The same target with other options. */
export function withOptions(
  target: Target,
  options: OptionValues,
  secrets: Secrets = target.secrets,
): Target {
  return { spec: { ...target.spec, options: { ...target.spec.options, ...options } }, secrets }
}
