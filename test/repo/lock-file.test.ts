import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

interface Locked {
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

async function lockedPackages(): Promise<Readonly<Record<string, Locked>>> {
  return JSON.parse(await readFile('package-lock.json', 'utf8')).packages
}

test('the lock file names every package of every platform, so that npm ci works on all of them', async () => {
  const packages = await lockedPackages()
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))

  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).flatMap((name) => (names.has(name) ? [] : [`${path} wants ${name}`])),
  )

  expect(missing).toEqual([])
})

test('the lock file holds no download addresses, so that any registry will do', async () => {
  const addressed = Object.entries(await lockedPackages()).filter(
    ([, { resolved }]) => resolved !== undefined,
  )

  expect(addressed.map(([path]) => path)).toEqual([])
})

test('every version is exact', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'))
  const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )

  expect(loose).toEqual([])
})
