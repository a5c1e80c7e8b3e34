import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSource, root, sourcePaths } from './source-file.ts'

/** A file says one thing. */
const MOST_LINES = 200
const USUAL_LINES = 80

/** Longer files, each with the reason why it is better whole. */
const longer: Readonly<Record<string, string>> = {}

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const linesOf = (path: string) => textOf(path).trimEnd().split('\n').length
const shipped = sourcePaths('src', 'stacks')
const everything = sourcePaths('src', 'stacks', 'test', 'scripts')
/** This file holds the words it looks for. */
const others = everything.filter((path) => path !== 'test/repo/file-rules.test.ts')

/** Lines of code of these files that look like this, as `path:line`. */
function linesLike(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  )
}

test('no file is longer than it can be read at once', () => {
  const long = shipped.filter((path) => linesOf(path) > MOST_LINES)

  expect(long.filter((path) => !(path in longer)).map((path) => `${path}: ${linesOf(path)}`)).toEqual([])
})

test('no exception outlives its reason', () => {
  expect(Object.keys(longer).filter((path) => linesOf(path) <= MOST_LINES)).toEqual([])
})

test('most files are short', () => {
  const sizes = shipped.map(linesOf).sort((one, other) => one - other)

  expect(sizes.at(sizes.length / 2)).toBeLessThanOrEqual(USUAL_LINES)
})

/** What there is on one system only may be tested there only. */
test('no test is left out, and none runs alone', () => {
  const tests = everything.filter(
    (path) => path.endsWith('.test.ts') && path !== 'test/repo/file-rules.test.ts',
  )

  expect(
    linesLike(
      tests,
      /\b(test|it|describe)(\.\w+)*\.(skip|only|todo|runIf|fails|skipIf(?!\(process\.platform))\b/,
    ),
  ).toEqual([])
})

test('nothing is put off without a reason', () => {
  expect(linesLike(others, /\b(TODO|FIXME|XXX|HACK)\b(?!.*https?:)/)).toEqual([])
})

test('a lint rule is never switched off without a reason', () => {
  expect(linesLike(others, /biome-ignore(?! \S+: \S+)|@ts-(ignore|nocheck|expect-error)\s*$/)).toEqual([])
})

test('types are told, not asserted', () => {
  const claims = shipped.map(readSource).filter(({ assertions }) => assertions.length > 0)

  expect(claims.map(({ path, assertions }) => ({ path, assertions }))).toEqual([])
})
