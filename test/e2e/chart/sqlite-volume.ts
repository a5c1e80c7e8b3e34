/** A volume with a SQLite database, and what the chart runs on it before a server. */
import { readFileSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import spawn, { SubprocessError } from 'nano-spawn'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { chart } from './render.ts'

export interface Volume {
  readonly directory: string
  /** Of the database. */
  readonly path: string
  /** Makes a database, or changes it. */
  write(statements: string): Promise<void>
  /** Next to the database, sorted; empty when there is no folder. */
  files(): Promise<readonly string[]>
}

/** How a program is called by another: `['sh', '-c', …]`. */
type Wrapper = readonly string[]

export async function newVolume(): Promise<Volume> {
  const directory = await temporaryDirectory()
  const path = join(directory, 'local_stores/default_zen_store/zenml.db')
  return {
    ...{ directory, path },
    write: async (statements) => {
      await mkdir(dirname(path), { recursive: true })
      const database = new DatabaseSync(path)
      database.exec(statements)
      database.close()
    },
    files: async () => (await readdir(dirname(path)).catch(() => [])).sort(),
  }
}

const script = readFileSync(join(chart, 'files/sqlite.py'), 'utf8')

/** Runs it, within another program if need be. */
export async function prepare({ path }: Volume, wrapper: Wrapper = []) {
  const [program = '', ...words] = [...wrapper, 'python3', '-c', script, path]
  try {
    return { code: 0, words: (await spawn(program, words)).output }
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error
    return { code: error.exitCode ?? -1, words: error.output }
  }
}
