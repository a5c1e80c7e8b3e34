/** Pythons with a real ZenML in them, made once with uv and kept in the tests' cache. */
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cached } from './cache.ts'
import { uv } from './uv.ts'

const run = promisify(execFile)

/** Path of a Python with `zenml[server]`, which holds the client as well. */
export async function zenmlPython(version = '0.98.0'): Promise<string> {
  return environment(`zenml-server-${version}`, [`zenml[server]==${version}`, ...pinsFor(version)])
}

/** Path of a Python with the ZenML client and its local database, without the server. */
export async function zenmlClientPython(version: string): Promise<string> {
  // ZenML moved what the local database needs into an extra in 0.90; older ones have no extra of that name.
  const hasLocalExtra = Number(version.split('.')[1]) >= 90
  const requirement = hasLocalExtra ? `zenml[local]==${version}` : `zenml==${version}`
  return environment(`zenml-client-${version}`, [requirement, ...pinsFor(version)])
}

/** Path of a Python that has no ZenML at all. */
export async function barePython(): Promise<string> {
  return environment('bare-python', [])
}

/** Releases before 0.80 import pkg_resources, which newer setuptools lack. */
function pinsFor(version: string): readonly string[] {
  return Number(version.split('.')[1]) < 80 ? ['setuptools<80'] : []
}

/** Python 3.11 is the one that every ZenML release of the last years runs on. */
async function environment(name: string, packages: readonly string[]): Promise<string> {
  const directory = await cached(name, async (directory) => {
    await rm(directory, { recursive: true, force: true })
    await run(await uv(), ['venv', '--no-project', '--python', '3.11', directory])
    if (packages.length === 0) return
    const python = join(directory, 'bin', 'python')
    await run(await uv(), ['pip', 'install', '--compile-bytecode', '--python', python, ...packages])
  })
  return join(directory, 'bin', 'python')
}
