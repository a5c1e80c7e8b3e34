import { describe, expect, test } from 'vitest'
import { ladder, packages, roomOf, worldly } from '../../scripts/ladder.ts'
import { type Import, parseSource, readSource, sourcePaths } from './source-file.ts'

const files = sourcePaths('src', 'stacks').map(readSource)

interface Arrow {
  readonly from: string
  readonly to: string
}

const isOurs = ({ target }: Import) => target.startsWith('src/') || target.startsWith('stacks/')
const isPackage = (found: Import) => !isOurs(found) && !found.target.startsWith('node:')

/** Imports that are there at run time, as `{from: file, to: target}`. */
function loads(kind: (found: Import) => boolean): readonly Arrow[] {
  return files.flatMap(({ path, imports }) =>
    imports.filter((found) => !found.isType && kind(found)).map(({ target }) => ({ from: path, to: target })),
  )
}

describe('the ladder', () => {
  test('there are files to look at, and every one of them has a place', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.map(({ path }) => roomOf(path)).filter((room) => !(room in ladder))).toEqual([])
  })

  test('every room loads only what is below it', () => {
    const wrong = loads(isOurs).filter(({ from, to }) => {
      const [room, target] = [roomOf(from), roomOf(to)]
      return room !== target && !ladder[room]?.includes(target)
    })

    expect(wrong).toEqual([])
  })

  test('no room is above itself', () => {
    const below = (room: string): readonly string[] =>
      (ladder[room] ?? []).flatMap((next) => [next, ...below(next)])

    expect(Object.keys(ladder).filter((room) => below(room).includes(room))).toEqual([])
  })

  test('engine and terminal never meet, whichever way one goes', () => {
    const below = (room: string): readonly string[] =>
      (ladder[room] ?? []).flatMap((next) => [next, ...below(next)])
    const engines = Object.keys(ladder).filter((room) => room.startsWith('src/engine'))

    expect(engines.filter((room) => below(room).includes('src/terminal'))).toEqual([])
    expect(below('src/terminal').filter((room) => engines.includes(room))).toEqual([])
  })

  test('every package is loaded only where it belongs', () => {
    expect(loads(isPackage).filter(({ from, to }) => !packages[to]?.includes(roomOf(from)))).toEqual([])
  })

  test('stacks take nothing from src, not even a type', () => {
    const stacks = files.filter(({ path }) => path.startsWith('stacks/'))

    expect(stacks.filter(({ imports }) => imports.some(({ target }) => target.startsWith('src/')))).toEqual(
      [],
    )
  })

  test('a provider is light: its program comes behind a dynamic import only', () => {
    const providers = files.filter(({ path }) => roomOf(path) === 'stacks/provider')
    const heavy = providers.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ target, isType, isDynamic }) => roomOf(target) === 'stacks/program' && !isType && !isDynamic,
        )
        .map(({ target }) => `${path} loads ${target} at once`),
    )

    expect(providers.length).toBeGreaterThan(1)
    expect(heavy).toEqual([])
  })

  test('the environment, the exit and the console belong to a few rooms', () => {
    const wrong = files.filter(({ path, globals }) => globals.length > 0 && !worldly.includes(roomOf(path)))

    expect(wrong.map(({ path, globals }) => ({ path, globals }))).toEqual([])
    expect(files.find(({ path }) => path === 'src/context.ts')?.globals).toContain('process.env')
  })

  test('no file is named for being useful', () => {
    const vague = /(^|[-/])(utils?|helpers?|common|misc|manager|index)\.ts$|\/(utils|helpers|lib)\//

    const indexes = /^stacks\/([\w-]+\/)?index\.ts$/ // the registry, and the table of contents of a program

    expect(files.filter(({ path }) => vague.test(path) && !indexes.test(path))).toEqual([])
  })
})

describe('reading a source file', () => {
  const importsIn = (text: string) =>
    parseSource('src/actions/deploy.ts', text).imports.map(
      ({ target, isType }) => `${target}${isType ? ' (type)' : ''}`,
    )

  test('tells types from what is there at run time', () => {
    expect(importsIn("import type { A } from './a.ts'")).toEqual(['src/actions/a.ts (type)'])
    expect(importsIn("import { type A } from './a.ts'")).toEqual(['src/actions/a.ts (type)'])
    expect(importsIn("import { type A, b } from '../words/a.ts'")).toEqual(['src/words/a.ts'])
    expect(importsIn("export type { A } from './a.ts'")).toEqual(['src/actions/a.ts (type)'])
    expect(importsIn("type A = import('./a.ts').A")).toEqual([])
  })

  test('finds every way to load a module', () => {
    expect(importsIn("import './a.ts'")).toEqual(['src/actions/a.ts'])
    expect(importsIn("export { a } from './a.ts'")).toEqual(['src/actions/a.ts'])
    expect(importsIn("export * from '../../stacks/index.ts'")).toEqual(['stacks/index.ts'])
    expect(importsIn("const a = async () => (await import('@pulumi/pulumi/automation/index.js')).a")).toEqual(
      ['@pulumi/pulumi'],
    )
    expect(importsIn("import flush from '@oclif/core/flush'")).toEqual(['@oclif/core'])
  })

  test('finds every way to reach the environment', () => {
    const globalsIn = (text: string) => parseSource('src/actions/deploy.ts', text).globals

    expect(globalsIn('process.env.HOME')).toEqual(['process.env'])
    expect(globalsIn("process['env']")).toEqual(['process.env'])
    expect(globalsIn('const { env, pid } = process')).toEqual(['process.env'])
    expect(globalsIn("import { env } from 'node:process'")).toEqual(['process.env'])
    expect(globalsIn('process.exit(1); console.log(1)')).toEqual(['process.exit', 'console'])
    expect(globalsIn('process.exitCode = 1; process.pid')).toEqual([])
  })

  test('finds what is asserted about types', () => {
    const assertionsIn = (text: string) => parseSource('src/actions/deploy.ts', text).assertions

    expect(assertionsIn('const a: any = 1')).toEqual(['any'])
    expect(assertionsIn('const a = b as string')).toEqual(['as'])
    expect(assertionsIn('const a = b!.c')).toEqual(['!'])
    expect(assertionsIn("import { a as b } from './a.ts'; const c = [1] as const; const d = !b")).toEqual([])
  })
})
