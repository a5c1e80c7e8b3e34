import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deploymentDirectory, writeRecord } from '../../src/engine/records.ts'
import { sampleState } from '../../test/engine/pulumi/sample-state.ts'
import type { Command } from './run-process.ts'

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** A home of its own, with nothing of this shell's environment but PATH. */
export interface Computer {
  readonly home: string
  readonly env: Readonly<Record<string, string>>
}

/** @param binDirectories come first on PATH */
export async function computer(binDirectories: readonly string[] = []): Promise<Computer> {
  const home = await mkdtemp(join(tmpdir(), 'zen-bench-'))
  const path = [...binDirectories, process.env['PATH'] ?? ''].join(':')
  return { home, env: { HOME: home, PATH: path, ZENML_ANALYTICS_OPT_IN: 'false' } }
}

export async function removeComputer({ home }: Computer): Promise<void> {
  await rm(home, { recursive: true, force: true })
}

/** The built `zen` on that computer. */
export function zen({ env }: Computer, ...args: readonly string[]): Command {
  return { file: process.execPath, args: [program, ...args], env }
}

/** The smallest thing that the same Node.js can do. */
export function bareNode({ env }: Computer): Command {
  return { file: process.execPath, args: ['-e', '0'], env }
}

/** Stores deployments as a `zen up` and `zen down` of each would. */
export async function storeDeployments({ home }: Computer, count: number): Promise<void> {
  const dataDirectory = join(home, '.local', 'share', 'zen')
  for (let at = 0; at < count; at++) {
    const name = `server-${at}`
    const directory = deploymentDirectory(dataDirectory, name)
    await mkdir(directory, { recursive: true })
    await writeRecord(directory, stoppedDeployment(name, directory, 8237 + at))
  }
}

/** Stores states of deployments on clusters, as Pulumi writes them: 20 kB each, for the values of a release. */
export async function storeStates({ home }: Computer, count: number): Promise<void> {
  const stacks = join(home, '.local', 'share', 'zen', 'state', '.pulumi', 'stacks', 'zenml')
  await mkdir(stacks, { recursive: true })
  for (let at = 0; at < count; at++) {
    const name = `server-${at}`
    await writeFile(join(stacks, `${name}.json`), sampleState({ name, note: 'x'.repeat(20_000) }))
  }
}

function stoppedDeployment(name: string, directory: string, port: number) {
  const then = '2026-01-01T00:00:00.000Z'
  const database = { type: 'sqlite' as const }
  return {
    schema: 1 as const,
    spec: { name, provider: 'local', options: { port } },
    createdAt: then,
    updatedAt: then,
    complete: true,
    outputs: { url: `http://127.0.0.1:${port}`, username: 'default', database },
    runtime: {
      python: '/usr/bin/python3',
      version: '0.98.0',
      host: '127.0.0.1',
      port,
      database: join(directory, 'zenml.db'),
      logFile: join(directory, 'server.log'),
    },
  }
}
