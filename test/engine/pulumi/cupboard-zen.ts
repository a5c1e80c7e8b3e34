/** A zen of its own for one test, on the real engine and the cupboard. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Engine, EngineEvent, EngineFacts, EngineListener, Target } from '../../../src/engine/engine.ts'
import type { EngineParts } from '../../../src/engine/pulumi/engine-parts.ts'
import { createPulumiEngine } from '../../../src/engine/pulumi/pulumi-engine.ts'
import type { OptionValues, Secrets } from '../../../stacks/contract.ts'
import { type FakeZenmlServer, startFakeZenmlServer } from '../../fakes/fake-zenml-server.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { cupboardParts } from './cupboard-parts.ts'
import { providers } from './cupboard-provider.ts'

/** The cluster: a folder with a file per object. */
export interface Cupboard {
  readonly folder: string
  /** Names of the drawers that are there, sorted. */
  drawers(): Promise<readonly string[]>
  content(name: string): Promise<unknown>
  /** Makes something go wrong, see `cupboard-plugin.ts`. */
  fault(name: string, kind: 'refuse' | 'hold' | 'late', text?: string): Promise<void>
  mend(name: string): Promise<void>
  /** Resolves when a call waits there. */
  waiting(name: string): Promise<void>
  /** The environment that the plugin was started with. */
  environment(): Promise<Readonly<Record<string, string>>>
}

export interface CupboardZen {
  readonly engine: Engine
  readonly facts: EngineFacts
  readonly parts: EngineParts
  readonly pulumiHome: string
  /** Everything the engine has told so far. */
  readonly events: EngineEvent[]
  readonly listener: EngineListener
  readonly cupboard: Cupboard
  readonly server: FakeZenmlServer
  readonly target: (options?: OptionValues, secrets?: Secrets, name?: string) => Target
}

/** Where another zen is at work too. */
interface Shared extends Partial<Pick<EngineFacts, 'backend' | 'secretsProvider' | 'env' | 'dataDirectory'>> {
  readonly with?: CupboardZen
  /** Then targets are wardrobes, which are in it. */
  readonly cluster?: EngineParts['cluster']
}

/** A new zen with an empty data directory; with another one, it shares that one's cluster and server. */
export async function cupboardZen({
  with: other,
  cluster,
  env = {},
  ...more
}: Shared = {}): Promise<CupboardZen> {
  const directory = await temporaryDirectory()
  const cupboard = other?.cupboard ?? (await emptyCupboard(directory))
  const server = other?.server ?? (await unclaimedServer())
  const facts: EngineFacts = {
    dataDirectory: join(directory, 'zen'),
    clientDirectory: join(directory, 'zenml'),
    env: { PATH: process.env['PATH'], HOME: directory, CUPBOARD: cupboard.folder, ...env },
    now: () => new Date(),
    ...more,
  }
  const pulumiHome = join(facts.dataDirectory, 'pulumi-home')
  const parts = { ...(await cupboardParts(pulumiHome)), ...(cluster ? { cluster } : {}) }
  const events: EngineEvent[] = []
  return {
    ...{ facts, parts, pulumiHome, events, cupboard, server },
    engine: createPulumiEngine(facts, providers, parts),
    listener: (event) => void events.push(event),
    target: (options = {}, secrets = {}, name = 'oak') => ({
      spec: {
        ...{ name, provider: cluster ? 'wardrobe' : 'cupboard' },
        options: { url: server.url, ...options },
      },
      secrets,
    }),
  }
}

/** The server behind the door, which nobody claimed yet: a stand-in that runs as long as the test. */
async function unclaimedServer(): Promise<FakeZenmlServer> {
  const server = await startFakeZenmlServer({ active: false })
  onTestFinished(() => server.close())
  return server
}

async function emptyCupboard(directory: string): Promise<Cupboard> {
  const folder = join(directory, 'cupboard')
  await mkdir(folder)
  const at = (name: string) => join(folder, name)
  return {
    folder,
    drawers: async () => (await readdir(folder)).filter((name) => !name.includes('.')).sort(),
    environment: async () => JSON.parse(await readFile(at('plugin.environment'), 'utf8')),
    content: async (name) => JSON.parse(await readFile(at(name), 'utf8')),
    fault: (name, kind, text = '') => writeFile(at(`${name}.${kind}`), text),
    mend: async (name) => {
      for (const kind of ['refuse', 'hold', 'late', 'waiting'])
        await rm(at(`${name}.${kind}`), { force: true })
    },
    waiting: async (name) => {
      while (!existsSync(at(`${name}.waiting`))) await new Promise((resolve) => setTimeout(resolve, 20))
    },
  }
}

export const quiet = () => new AbortController().signal
