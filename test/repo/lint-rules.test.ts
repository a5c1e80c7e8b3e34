import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, posix, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ladder, packages, ports, roomOf, typesOf } from '../../scripts/ladder.ts'
import { ladderConfig } from '../../scripts/ladder-rules.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { root } from './source-file.ts'

/** A file that could be in this room. */
function fileIn(room: string): string {
  if (['src/main', 'src/base-command', 'src/world', 'src/context'].includes(room)) return `${room}.ts`
  if (room === 'stacks/index' || room === 'stacks/contract') return `${room}.ts`
  if (room === 'stacks/shared') return 'stacks/sample-options.ts'
  if (room === 'stacks/provider') return 'stacks/sample/provider.ts'
  if (room === 'stacks/spec') return 'stacks/sample/spec/sample.ts'
  return room === 'stacks/program' ? 'stacks/sample/network.ts' : `${room}/sample.ts`
}

function pathBetween(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

/** Everything the room could try to import, and whether it may. */
function attemptsOf(room: string) {
  const allowed = [...(ladder[room] ?? []), ...(typesOf[room] ?? []), 'src/context', 'stacks/contract']
  const others = Object.keys(ladder).filter((other) => other !== room)
  return [
    ...others.map((other) => ({
      from: pathBetween(fileIn(room), fileIn(other)),
      isFine: mayImport(room, other, allowed),
    })),
    ...Object.keys(packages).map((name) => ({
      from: name.startsWith('@') ? `${name}/part` : name,
      isFine: packages[name]?.includes(room) ?? false,
    })),
  ]
}

function mayImport(room: string, other: string, allowed: readonly string[]): boolean {
  if (room.startsWith('stacks/') && other === 'src/context') return false
  if (room === 'stacks/contract') return false
  return allowed.includes(other)
}

/** Runs the linter with the repository's own configuration; `file:line` of every import it refuses. */
async function refusedIn(directory: string): Promise<readonly string[]> {
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.']
  const output = await new Promise<string>((done) => {
    execFile(
      join(root, 'node_modules/.bin/biome'),
      args,
      { cwd: directory, maxBuffer: 2 ** 26 },
      (_error, stdout) => done(stdout),
    )
  })
  const lines = output.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)
  return [...lines].map(([, file = '', line]) => `${relative(directory, resolve(directory, file))}:${line}`)
}

test('the linter refuses exactly the imports that the ladder refuses', async () => {
  const directory = await temporaryDirectory()
  await Promise.all(
    ['biome.json', 'biome.ladder.json'].map((file) => copyFile(join(root, file), join(directory, file))),
  )
  const expected: string[] = []
  for (const room of Object.keys(ladder)) {
    const file = fileIn(room)
    const attempts = attemptsOf(room)
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(
      join(directory, file),
      attempts.map(({ from }, at) => `import { x${at} } from '${from}'\n`).join(''),
    )
    expected.push(...attempts.flatMap(({ isFine }, at) => (isFine ? [] : [`${file}:${at + 1}`])))
  }

  const refused = await refusedIn(directory)

  expect(expected.length).toBeGreaterThan(300)
  expect([...refused].sort()).toEqual([...expected].sort())
})

test('every port is a file of a room', () => {
  expect(ports.map((port) => roomOf(`${port}.ts`)).filter((room) => !(room in ladder))).toEqual([])
})

test('biome.ladder.json is what the ladder makes of it', async () => {
  expect(await readFile(join(root, 'biome.ladder.json'), 'utf8'), 'run: npm run build').toBe(ladderConfig())
})
