/** What actions receive: everything they may touch of the world. Only this file makes the real ones. */
import { homedir } from 'node:os'
import type { Facts, Provider } from '../stacks/contract.ts'
import type { ClientEnvironment } from './client/client-environment.ts'
import { clientVersionIn } from './client/client-version.ts'
import { configDirectory } from './client/config-directory.ts'
import type { Engine, EngineFacts } from './engine/engine.ts'
import { dataDirectory } from './storage/data-directory.ts'
import type { Terminal } from './terminal/terminal.ts'

export interface Context {
  readonly terminal: Terminal
  readonly providers: readonly Provider[]
  /** The engine that carries out this provider's deployments; its code is loaded on the first call. */
  readonly engineOf: (provider: Provider) => Promise<Engine>
  /** Where the local ZenML client keeps its files, and what the environment says about them. */
  readonly clientEnvironment: ClientEnvironment
  /** What is known of this computer when defaults are chosen. */
  readonly facts: () => Promise<Facts>
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  readonly now: () => Date
}

/** The real world, as this process sees it. */
export function createContext({ terminal, providers }: Pick<Context, 'terminal' | 'providers'>): Context {
  const { env, platform } = process
  const place = { env, platform, homeDirectory: homedir() }
  const clientEnvironment = {
    ...place,
    workingDirectory: process.cwd(),
    dataDirectory: dataDirectory(place),
  }
  const facts = once(() => factsOf(clientEnvironment))
  return {
    terminal,
    providers,
    engineOf: engines(clientEnvironment, facts),
    clientEnvironment,
    facts,
    signal: interruption(terminal),
    now: () => new Date(),
  }
}

async function factsOf(environment: ClientEnvironment): Promise<Facts> {
  const clientVersion = await clientVersionIn(configDirectory(environment))
  return clientVersion === undefined ? {} : { clientVersion }
}

function engines(environment: ClientEnvironment, facts: () => Promise<Facts>) {
  const made = new Map<Provider['engine'], Promise<Engine>>()
  return ({ engine }: Provider): Promise<Engine> => {
    const known = made.get(engine)
    if (known) return known
    const fresh = facts().then((known) => makeEngine(engine, engineFacts(environment, known)))
    made.set(engine, fresh)
    return fresh
  }
}

function engineFacts(environment: ClientEnvironment, facts: Facts): EngineFacts {
  return {
    ...facts,
    dataDirectory: environment.dataDirectory,
    clientDirectory: configDirectory(environment),
    env: environment.env,
    now: () => new Date(),
  }
}

async function makeEngine(engine: Provider['engine'], facts: EngineFacts): Promise<Engine> {
  switch (engine) {
    case 'local':
      return (await import('./engine/local/local-engine.ts')).createLocalEngine(facts)
    case 'docker':
      return (await import('./engine/docker/docker-engine.ts')).createDockerEngine(facts)
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * The first Ctrl-C (or SIGTERM, or a closed terminal) asks everything to stop and save; the second one ends the
 * process at once. State on disk is always whole, so that the next run continues.
 */
function interruption(terminal: Terminal): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130)
      terminal.info('Stopping. Press Ctrl-C again to stop at once.')
      controller.abort()
    })
  }
  return controller.signal
}
