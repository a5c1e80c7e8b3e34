import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CloudFixture } from './fixture.ts'
import type { Mistakes } from './mistake.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** All simulated clouds that are complete enough to be deployed to, in the order of their folders. */
export async function cloudFixtures(): Promise<readonly CloudFixture[]> {
  const modules = await modulesOfClouds<{ readonly fixture: CloudFixture }>('fixture.ts')
  return modules.map(({ fixture }) => fixture)
}

/** What people get wrong, of all clouds that have a table of it. */
export async function cloudMistakes(): Promise<readonly Mistakes[]> {
  const modules = await modulesOfClouds<{ readonly mistakes: Mistakes }>('mistakes.ts')
  return modules.map(({ mistakes }) => mistakes)
}

/** @param name of a file that clouds have in their folders */
async function modulesOfClouds<Module>(name: string): Promise<readonly Module[]> {
  const files = globSync(`*/${name}`, { cwd: here }).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const module: Module = await import(`${here}${file}`)
      return module
    }),
  )
}
