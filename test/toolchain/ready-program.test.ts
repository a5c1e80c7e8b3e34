import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cachedPath, findReady, fits } from '../../scripts/toolchain/ready-program.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { sampleWorkshop, writeProgram } from './sample-module.ts'
import { sample } from './sample-recipe.ts'

/** A new folder with a sample that calls itself this version. */
async function folderWith(answer: string): Promise<string> {
  const folder = await temporaryDirectory()
  await writeProgram(folder, sample, answer)
  return folder
}

describe('a program on the PATH', () => {
  test('is taken when it is of the right version', async () => {
    const workshop = await sampleWorkshop()
    const folder = await folderWith('sample v1.2.3')

    const found = findReady(sample, { ...workshop, env: { PATH: folder } })

    expect(found).toEqual({ path: join(folder, 'sample'), source: 'PATH' })
  })

  test('is left alone when it is of another version, and one behind it is taken', async () => {
    const workshop = await sampleWorkshop()
    const [older, right] = [await folderWith('sample v1.2.2'), await folderWith('sample v1.2.3')]

    expect(findReady(sample, { ...workshop, env: { PATH: older } })).toBeUndefined()
    expect(findReady(sample, { ...workshop, env: { PATH: [older, right].join(delimiter) } })).toMatchObject({
      path: join(right, 'sample'),
    })
  })

  test('is left alone when it can not say its version', async () => {
    const workshop = await sampleWorkshop()
    const folder = await temporaryDirectory()
    await writeFile(join(folder, 'sample'), '#!/bin/sh\necho v1.2.3; exit 1\n', { mode: 0o755 })

    expect(findReady(sample, { ...workshop, env: { PATH: folder } })).toBeUndefined()
  })
})

describe('a program in ZEN_TOOLCHAIN_BIN', () => {
  test('goes before the cache and the PATH', async () => {
    const workshop = await sampleWorkshop()
    const [brought, installed] = [await folderWith('1.2.3'), await folderWith('1.2.3')]
    await writeProgram(dirname(cachedPath(sample, workshop)), sample, '1.2.3')
    const env = { PATH: installed, ZEN_TOOLCHAIN_BIN: brought }

    expect(findReady(sample, { ...workshop, env })).toEqual({
      path: join(brought, 'sample'),
      source: 'ZEN_TOOLCHAIN_BIN',
    })
  })

  test('is left alone when it is of another version', async () => {
    const workshop = await sampleWorkshop()
    const cached = await writeProgram(dirname(cachedPath(sample, workshop)), sample, '1.2.3')
    const env = { ZEN_TOOLCHAIN_BIN: await folderWith('1.2.4') }

    expect(findReady(sample, { ...workshop, env })).toEqual({ path: cached, source: 'cache' })
  })
})

test('a build that is not finished is not in the cache', async () => {
  const workshop = await sampleWorkshop()
  const unfinished = `${dirname(cachedPath(sample, workshop))}.0a1b2c3d.unfinished`
  await mkdir(unfinished, { recursive: true })
  await writeProgram(join(unfinished, 'product'), sample, '1.2.3')

  expect(findReady(sample, workshop)).toBeUndefined()
})

describe('a version', () => {
  test.each(['v1.2.3', 'etcd Version: 1.2.3\nGit SHA: abc', 'v1.2.3+g12ab', 'Sample-1.2.3\nlinux', '1.2.3.'])(
    'is recognised in %j',
    (answer) => {
      expect(fits(sample, answer)).toBe(true)
    },
  )

  test.each(['', 'v1.2.30', 'v11.2.3', '0.1.2.3', 'v1.2.3-beta.1', '1.2.3.4', '1x2x3'])(
    'is not mistaken for %j',
    (answer) => {
      expect(fits(sample, answer)).toBe(false)
    },
  )
})
