import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assertWritable } from '../../src/client/writable.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

test('a file that goes away during the look, as locks do, is no read-only file', async () => {
  const file = join(await temporaryDirectory(), 'lock')
  const looks: Promise<unknown>[] = []

  for (let turn = 0; turn < 300; turn += 1) {
    await writeFile(file, '')
    looks.push(assertWritable(file).catch((error: unknown) => error))
    await rm(file)
  }

  expect((await Promise.all(looks)).filter((problem) => problem !== undefined)).toEqual([])
})
