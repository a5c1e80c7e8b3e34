import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ClientEnvironment } from '../../src/client/client-environment.ts'
import type { Context } from '../../src/context.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Check, Facts, Provider } from '../../stacks/contract.ts'
import { providers as allProviders } from '../../stacks/index.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { type FakeEngine, fakeEngine } from './fake-engine.ts'
import { type FakeServerOptions, type FakeZenmlServer, startFakeZenmlServer } from './fake-zenml-server.ts'
import { type RecordingTerminal, recordingTerminal, type TerminalOptions } from './recording-terminal.ts'

export interface TestContextOptions extends TerminalOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly providers?: readonly Provider[]
  readonly facts?: Facts
  /** What the engines find out about this computer. */
  readonly checks?: readonly Check[]
  /** What the place of the cluster says before anything is made. */
  readonly preflight?: Engine['preflight']
  /** Content of the ZenML client's `config.yaml` before the test. */
  readonly clientConfig?: string
}

/** A computer for one test: real folders and client files, fake engines, and a fake server for each. */
export interface TestContext extends Context {
  readonly terminal: RecordingTerminal
  readonly local: FakeEngine
  readonly docker: FakeEngine
  /** Carries out what providers of the engine `pulumi` have deployed. */
  readonly cluster: FakeEngine
  readonly servers: Readonly<Record<'local' | 'docker' | 'cluster', FakeZenmlServer>>
  readonly home: string
  /** Presses Ctrl-C. */
  readonly interrupt: () => void
  /** Text of a file of the ZenML client, or `undefined`. */
  readonly clientFile: (name: 'config.yaml' | 'credentials.yaml') => Promise<string | undefined>
  /** Every file of this computer with its content, by path. */
  readonly files: () => Promise<Readonly<Record<string, string>>>
  /** The same computer with another person at the terminal. */
  readonly withTerminal: (options: TerminalOptions) => TestContext
}

export async function testContext(options: TestContextOptions = {}): Promise<TestContext> {
  const home = await temporaryDirectory()
  const controller = new AbortController()
  const clientDirectory = join(home, '.config', 'zenml')
  if (options.clientConfig !== undefined) {
    await mkdir(clientDirectory, { recursive: true })
    await writeFile(join(clientDirectory, 'config.yaml'), options.clientConfig)
  }
  const servers = {
    local: await testServer(),
    docker: await testServer({ password: 'made-by-docker' }),
    cluster: await testServer({ password: 'made-by-cluster' }),
  }
  const checks = options.checks === undefined ? {} : { checks: options.checks }
  const local = fakeEngine({ server: servers.local, ...checks })
  const docker = fakeEngine({ server: servers.docker, password: 'made-by-docker', ...checks })
  const cluster = fakeEngine({
    ...{ server: servers.cluster, password: 'made-by-cluster', cluster: true },
    ...checks,
    ...(options.preflight ? { preflight: options.preflight } : {}),
  })
  const engines = { local, docker, pulumi: cluster }
  const context = {
    ...{ local, docker, cluster, servers, home },
    terminal: recordingTerminal(options),
    providers: options.providers ?? allProviders,
    engineOf: async ({ engine }: Provider) => engines[engine],
    clientEnvironment: environmentOf(home, options.env),
    facts: async () => options.facts ?? {},
    signal: controller.signal,
    now: () => new Date(),
    interrupt: () => controller.abort(),
    files: () => everyFile(home),
    clientFile: (name: string) => readFile(join(clientDirectory, name), 'utf8').catch(() => undefined),
  }
  return withPeople(context)
}

function withPeople(context: Omit<TestContext, 'withTerminal'>): TestContext {
  return {
    ...context,
    withTerminal: (options) => withPeople({ ...context, terminal: recordingTerminal(options) }),
  }
}

async function everyFile(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const))
  return Object.fromEntries(contents)
}

/** A fake ZenML server that ends with the test. */
export async function testServer(options: FakeServerOptions = {}): Promise<FakeZenmlServer> {
  const server = await startFakeZenmlServer(options)
  onTestFinished(server.close)
  return server
}

function environmentOf(home: string, env: Readonly<Record<string, string>> = {}): ClientEnvironment {
  return {
    env: { HOME: home, ...env },
    platform: 'linux',
    homeDirectory: home,
    workingDirectory: home,
    dataDirectory: join(home, '.local', 'share', 'zen'),
  }
}
