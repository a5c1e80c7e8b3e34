import { appendFile, cp, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheKey, goVersion } from '../../scripts/toolchain/inputs.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { sampleWorkshop } from './sample-module.ts'
import { sample } from './sample-recipe.ts'

describe('the key of a program in the cache', () => {
  test('names the program and its version', async () => {
    const { modules } = await sampleWorkshop()

    expect(cacheKey(sample, modules)).toMatch(/^sample-1\.2\.3-[0-9a-f]{12}$/)
  })

  test('is the same wherever the checkout is, and whatever people read about the program', async () => {
    const { modules } = await sampleWorkshop()
    const elsewhere = await temporaryDirectory()
    await cp(modules, elsewhere, { recursive: true })

    expect(cacheKey({ ...sample, purpose: 'something else' }, elsewhere)).toBe(cacheKey(sample, modules))
  })

  test.each(['go.mod', 'go.sum', 'main.go'])('is another one when %s changes', async (file) => {
    const { modules } = await sampleWorkshop()
    const before = cacheKey(sample, modules)

    await appendFile(join(modules, 'sample', file), '\n')

    expect(cacheKey(sample, modules)).not.toBe(before)
  })

  test('is another one when a file comes, or gets another name', async () => {
    const { modules } = await sampleWorkshop()
    const before = cacheKey(sample, modules)

    await writeFile(join(modules, 'sample', 'more.go'), 'package main\n')
    const withMore = cacheKey(sample, modules)
    await rename(join(modules, 'sample', 'more.go'), join(modules, 'sample', 'other.go'))

    expect(new Set([before, withMore, cacheKey(sample, modules)]).size).toBe(3)
  })

  test.each([
    ['version', { version: '1.2.4' }],
    ['package', { goPackage: './cmd' }],
    ['tags', { tags: ['netgo'] }],
    ['linked variables', { variables: { 'main.version': 'v1.2.4' } }],
    ['embedded files', { embeds: { module: 'example.test/other', files: ['schema.json'] } }],
  ])('is another one with another %s', async (_what, change) => {
    const { modules } = await sampleWorkshop()

    expect(cacheKey({ ...sample, ...change }, modules)).not.toBe(cacheKey(sample, modules))
  })

  test('is another one with another version of Go, which the module names', async () => {
    const [older, newer] = [await sampleWorkshop('1.26.8'), await sampleWorkshop('1.26.9')]

    expect(goVersion(sample, newer.modules)).toBe('1.26.9')
    expect(cacheKey(sample, newer.modules)).not.toBe(cacheKey(sample, older.modules))
  })
})
