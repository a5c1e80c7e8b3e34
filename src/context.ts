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

/** Where state lives and how its secrets are encrypted, where a person said so. */
export type StateWishes = Pick<EngineFacts, 'backend' | 'secretsProvider'>

/** What a command brings along for its context. */
export interface ContextParts extends Pick<Context, 'terminal' | 'providers' | 'signal'> {
  readonly state: StateWishes
}

/** The real world, as this process sees it. */
export function createContext({ terminal, providers, signal, state }: ContextParts): Context {
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
    engineOf: engines({ environment: clientEnvironment, facts, providers, state }),
    clientEnvironment,
    facts,
    signal,
    now: () => new Date(),
  }
}

async function factsOf(environment: ClientEnvironment): Promise<Facts> {
  const clientVersion = await clientVersionIn(configDirectory(environment))
  return { env: environment.env, ...(clientVersion === undefined ? {} : { clientVersion }) }
}

interface EngineParts {
  readonly environment: ClientEnvironment
  readonly facts: () => Promise<Facts>
  readonly providers: readonly Provider[]
  readonly state: StateWishes
}

function engines({ environment, facts, providers, state }: EngineParts) {
  const made = new Map<Provider['engine'], Promise<Engine>>()
  return ({ engine }: Provider): Promise<Engine> => {
    const known = made.get(engine)
    if (known) return known
    const fresh = facts().then((known) =>
      makeEngine(engine, { ...engineFacts(environment, known), ...state }, providers),
    )
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

async function makeEngine(
  engine: Provider['engine'],
  facts: EngineFacts,
  providers: readonly Provider[],
): Promise<Engine> {
  switch (engine) {
    case 'local':
      return (await import('./engine/local/local-engine.ts')).createLocalEngine(facts)
    case 'docker':
      return (await import('./engine/docker/docker-engine.ts')).createDockerEngine(facts)
    case 'pulumi':
      return (await import('./engine/pulumi/pulumi-engine.ts')).createPulumiEngine(facts, providers)
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
