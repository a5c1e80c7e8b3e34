import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { provide } from '../../../scripts/toolchain/provide.ts'
import { versionAnswer, type Workshop } from '../../../scripts/toolchain/ready-program.ts'
import { sampleWorkshop } from '../../toolchain/sample-module.ts'
import { sample } from '../../toolchain/sample-recipe.ts'

const observer = { waiting: () => undefined, building: () => ({ end: () => undefined }) }

/** A module for the Go that is installed here, so that none has to be fetched. */
async function workshop(): Promise<Workshop> {
  const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' })
  return { ...(await sampleWorkshop(/go(\d\S+)/.exec(version)?.[1])), env: process.env }
}

test('a program is built by the real Go, with the version linked in', async () => {
  const place = await workshop()

  const found = await provide(sample, { workshop: place, observer })

  expect(found.source).toBe('built')
  expect(versionAnswer(sample, found.path)).toBe('sample v1.2.3\n')
  expect(await readdir(place.cache)).toHaveLength(1)
})

test("a build that Go refuses passes Go's own words on, and leaves nothing", async () => {
  const place = await workshop()
  const broken = { ...sample, goPackage: './missing' }

  await expect(provide(broken, { workshop: place, observer })).rejects.toMatchObject({
    code: 'TOOLCHAIN_BUILD_FAILED',
    foreign: expect.stringContaining('missing'),
  })
  expect(await readdir(place.cache)).toEqual([])
  expect((await readdir(join(place.modules, 'sample'))).sort()).toEqual(['go.mod', 'go.sum', 'main.go'])
})
