import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readIfThere, stageFile, writeAtomically } from '../../src/storage/atomic-file.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

describe('reading', () => {
  test('a file gives its text, and no file gives nothing', async () => {
    const directory = await temporaryDirectory()
    await writeFile(join(directory, 'a'), 'é\n')

    expect(await readIfThere(join(directory, 'a'))).toBe('é\n')
    expect(await readIfThere(join(directory, 'b'))).toBeUndefined()
  })

  test('anything else fails', async () => {
    await expect(readIfThere(await temporaryDirectory())).rejects.toThrow('EISDIR')
  })
})

describe('writing', () => {
  test('makes the file and its folders, for their owner only', async () => {
    const directory = await temporaryDirectory()
    const file = join(directory, 'b', 'c', 'd.txt')

    await writeAtomically(file, 'text')

    expect(await readFile(file, 'utf8')).toBe('text')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(directory, 'b'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(directory, 'b', 'c'))).toEqual(['d.txt'])
  })

  test('replaces a file that others could read by one that they can not', async () => {
    const file = join(await temporaryDirectory(), 'a')
    await writeFile(file, 'old')
    await chmod(file, 0o644)
    const { ino } = await stat(file)

    await writeAtomically(file, 'new')

    expect(await readFile(file, 'utf8')).toBe('new')
    expect(await stat(file)).toMatchObject({ ino: expect.not.toSatisfy((now) => now === ino) })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('goes through a link, which stays', async () => {
    const directory = await temporaryDirectory()
    await writeFile(join(directory, 'real'), 'old')
    await symlink('real', join(directory, 'link'))

    await writeAtomically(join(directory, 'link'), 'new')

    expect(await readFile(join(directory, 'real'), 'utf8')).toBe('new')
    expect(
      (await readdir(directory, { withFileTypes: true })).map((entry) => entry.isSymbolicLink()),
    ).toEqual([true, false])
  })

  test('that fails leaves the old content and nothing else', async () => {
    const directory = await temporaryDirectory()
    await mkdir(join(directory, 'folder', 'full'), { recursive: true })

    await expect(writeAtomically(join(directory, 'folder'), 'text')).rejects.toThrow()

    expect(await readdir(directory)).toEqual(['folder'])
  })
})

describe('staged content', () => {
  test('is not in place until it is committed', async () => {
    const directory = await temporaryDirectory()
    const file = join(directory, 'a')
    await writeFile(file, 'old')

    const staged = await stageFile(file, 'new')
    const before = await readFile(file, 'utf8')
    await staged.commit()

    expect([before, await readFile(file, 'utf8')]).toEqual(['old', 'new'])
    expect(await readdir(directory)).toEqual(['a'])
  })

  test('that is discarded was never there', async () => {
    const directory = await temporaryDirectory()

    await (await stageFile(join(directory, 'a'), 'new')).discard()

    expect(await readdir(directory)).toEqual([])
  })
})
