/** A cloud that is added passes the conformance suite: a folder, tables, and a line in each registry. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryDirectory } from '../../temporary-directory.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const madeUp = join(root, 'test', 'made-up-cloud')

/** What every cloud has a line in: after which words, and which words. */
const lines = [
  ['stacks/index.ts', '/** The provider', "import { meadow } from './meadow/provider.ts'\n"],
  ['stacks/index.ts', '= [', 'meadow, '],
  [
    'test/cloud/provider/definitions.ts',
    'export interface',
    "import * as meadow from '../meadow/administrator.ts'\n",
  ],
  [
    'test/cloud/provider/definitions.ts',
    'aws: {',
    "meadow: { load: async () => (await import('../meadow/meadow.ts')).meadow, ...meadow },\n  ",
  ],
  [
    'test/cloud/kubernetes/clouds.ts',
    'export const',
    "import { publicSide as meadow } from '../meadow/public-side.ts'\n",
  ],
  ['test/cloud/kubernetes/clouds.ts', 'aws, ', 'meadow, '],
] as const

test('by nothing but its own files and a line in each registry', { timeout: 600_000 }, async () => {
  const copy = await copyOfEverything()
  await put(join(madeUp, 'stack'), join(copy, 'stacks', 'meadow'), '../../../stacks/')
  await put(join(madeUp, 'tables'), join(copy, 'test', 'cloud', 'meadow'), '../../cloud/')
  for (const [file, before, words] of lines) await insert(join(copy, file), before, words)

  expect(await run(copy, ['scripts/build.ts'])).toMatchObject({ exit: 0 })
  const suite = ['run', '--project', 'cloud', 'test/e2e/cloud/conformance', '-t', 'meadow']
  const told = await run(copy, ['node_modules/vitest/vitest.mjs', ...suite])

  expect(told, told.said).toMatchObject({ exit: 0 })
  expect(told.said).toMatch(/5 passed/)
})

async function copyOfEverything(): Promise<string> {
  const copy = await temporaryDirectory()
  const left = ['node_modules', 'dist', '.git']
  for (const name of await readdir(root))
    if (!left.includes(name)) await cp(join(root, name), join(copy, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Where it is at home: imports that led there from the fixture's folder begin one folder above. */
async function put(from: string, to: string, way: string): Promise<void> {
  await cp(from, to, { recursive: true })
  for (const name of await readdir(to)) {
    const source = await readFile(join(to, name), 'utf8')
    await writeFile(join(to, name), source.replaceAll(`'${way}`, "'../"))
  }
}

async function insert(file: string, before: string, words: string): Promise<void> {
  const source = await readFile(file, 'utf8')
  expect(source).toContain(before)
  await writeFile(file, source.replace(before, before === '= [' ? `= [${words}` : `${words}${before}`))
}

async function run(cwd: string, words: readonly string[]) {
  const env = {
    PATH: `${join(cwd, 'node_modules', '.bin')}:${process.env['PATH']}`,
    HOME: process.env['HOME'],
  }
  const child = spawn(process.execPath, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill())
  const [out, errors, [exit]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { exit, said: out + errors }
}
