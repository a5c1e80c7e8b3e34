import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudPages } from '../../scripts/cloud-docs-parts.ts'
import { root } from './source-file.ts'

/** What a build reads, and what it writes beside `dist/`. */
const sources = ['bin', 'scripts', 'src', 'stacks', 'test/faults', 'package.json', 'tsconfig.json']
const derived = [
  'oclif.manifest.json',
  'schemas/config.schema.json',
  'biome.ladder.json',
  'README.md',
  ...cloudPages.map(({ provider }) => `docs/${provider.id}.md`),
  'docs/faults.md',
  'docs/options.md',
]

describe('what is generated is committed as it would be generated now', () => {
  let fresh = ''

  beforeAll(async () => {
    fresh = await mkdtemp(join(tmpdir(), 'zen-test-build-'))
    const copied = [...sources, ...derived]
    await Promise.all(copied.map((path) => cp(join(root, path), join(fresh, path), { recursive: true })))
    await symlink(join(root, 'node_modules'), join(fresh, 'node_modules'))
    const env = {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    }
    execFileSync(process.execPath, ['scripts/build.ts'], { cwd: fresh, env, stdio: 'pipe' })
  }, 60_000)

  afterAll(() => rm(fresh, { recursive: true, force: true }))

  test.each(derived)('%s', (path) => {
    expect(readFileSync(join(root, path), 'utf8'), 'run: npm run build').toBe(
      readFileSync(join(fresh, path), 'utf8'),
    )
  })

  test('dist, which tests of the built zen drive', () => {
    const built = (folder: string) => globSync('dist/**/*.js', { cwd: folder }).sort()

    expect(built(root), 'run: npm run build').toEqual(built(fresh))
  })
})
