/** A computer that may have a Pulumi or not. */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { EngineEvent, EngineFacts } from '../../../src/engine/engine.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

export interface Computer {
  readonly home: string
  readonly facts: EngineFacts
  /** What was told of the progress: the texts. */
  readonly told: string[]
  readonly listener: (event: EngineEvent) => void
  /** zen's folder for the engine, file by file; logs of Pulumi's own are left out. */
  readonly installed: () => Promise<readonly string[]>
  /** Sizes of all its files. */
  readonly sizes: () => Promise<readonly number[]>
}

export async function computer(env: EngineFacts['env'] = {}): Promise<Computer> {
  const home = await temporaryDirectory()
  const dataDirectory = join(home, 'zen')
  const directory = join(dataDirectory, 'pulumi')
  const told: string[] = []
  return {
    home,
    told,
    facts: {
      dataDirectory,
      clientDirectory: join(home, 'zenml'),
      env: { HOME: home, PATH: join(home, 'bin'), ...env },
      now: () => new Date(),
    },
    listener: ({ text }) => told.push(text),
    installed: () => everythingIn(directory),
    sizes: async () => {
      const files = await everythingIn(directory)
      return Promise.all(files.map(async (file) => (await stat(join(directory, file))).size))
    },
  }
}

/** A program of this computer. */
export async function program(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await chmod(path, 0o755)
  return path
}

/** How often a program that counts its starts was started. */
export async function startsOf(counter: string): Promise<number> {
  return (await readFile(counter, 'utf8').catch(() => '')).length
}

async function everythingIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)))
    .filter((path) => !path.startsWith('logs'))
    .sort()
}
