import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CloudFixture } from './fixture.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** All simulated clouds that are complete enough to be deployed to, in the order of their folders. */
export async function cloudFixtures(): Promise<readonly CloudFixture[]> {
  const files = globSync('*/fixture.ts', { cwd: here }).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const { fixture }: { readonly fixture: CloudFixture } = await import(`${here}${file}`)
      return fixture
    }),
  )
}
