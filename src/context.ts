/** What actions receive: everything they may touch of the world. Only this file makes the real ones. */
import { homedir } from 'node:os'
import { resolve } from 'node:path'
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

/** What a command brings along for its context. */
export type ContextParts = Pick<Context, 'terminal' | 'providers' | 'signal'>

/** The real world, as this process sees it. */
export function createContext({ terminal, providers, signal }: ContextParts): Context {
  const { env, platform } = process
  const place = { env, platform, homeDirectory: homedir() }
  const workingDirectory = process.cwd()
  const clientEnvironment = {
    ...place,
    workingDirectory,
    // Absolute, because what is written there is read again from other folders.
    dataDirectory: resolve(workingDirectory, dataDirectory(place)),
  }
  const facts = once(() => factsOf(clientEnvironment))
  return {
    terminal,
    providers,
    engineOf: engines(clientEnvironment, facts),
    clientEnvironment,
    facts,
    signal,
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
