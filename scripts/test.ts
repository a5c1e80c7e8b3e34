/**
 * `npm test`: runs every tier of the tests that this machine can carry, and names the others with the command that
 * would make them run. With `--all` (in CI) a tier that can't run is a failure.
 *
 *     npm test                      everything possible
 *     npm test -- --tier unit       one tier
 *     npm test -- lock              files whose path holds "lock"
 *     npm test -- --tier faults --update   and writes down what it finds, where that is another thing than before
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Tier, tiers } from './test-tiers.ts'

interface Counts {
  readonly passed: number
  readonly failed: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ all: { type: 'boolean' }, tier: { type: 'string', multiple: true }, update: { type: 'boolean' } },
  },
})

const wanted = tiers.filter(({ id, onDemand }) => values.tier?.includes(id) ?? !onDemand)
const judged = wanted.map((tier) => ({ tier, obstacle: tier.obstacle() }))
const able = judged.filter(({ obstacle }) => obstacle === undefined).map(({ tier }) => tier)
const unable = judged.filter(({ obstacle }) => obstacle !== undefined)

if (!existsSync('dist/main.js')) spawnSync('npm', ['run', 'build'], { stdio: 'inherit' })
const counts = buildPrograms(able) ? runTiers(able) : { passed: 0, failed: 1 }
for (const { tier, obstacle } of unable) reportUnable(tier, obstacle ?? '')

const failed = counts.failed + (values.all ? unable.length : 0)
console.log(`${counts.passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0

/** Before the tests, because a test has no minutes for it and nobody would see how far it is. */
function buildPrograms(run: readonly Tier[]): boolean {
  const programs = run.flatMap((tier) => tier.programs ?? [])
  if (programs.length === 0) return true
  const build = spawnSync('node', ['scripts/toolchain.ts', ...programs], { stdio: 'inherit' })
  return build.status === 0
}

function runTiers(run: readonly Tier[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'zen-test-report-'))
  const report = join(folder, 'report.json')
  try {
    const projects = run.flatMap(({ id }) => ['--project', id])
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const update = values.update ? ['--update'] : []
    const words = ['run', ...projects, ...reporters, ...update, ...positionals]
    const { status } = spawnSync('vitest', words, { stdio: 'inherit' })
    return countsIn(report, status)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that does not even load has no tests to count, and is a failure all the same. */
function countsIn(report: string, status: number | null): Counts {
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: numPassedTests, failed: Math.max(numFailedTests, status === 0 ? 0 : 1) }
}

function reportUnable({ id, what }: Tier, obstacle: string): void {
  const { remedy } = tiers.find((tier) => tier.id === id) ?? { remedy: '' }
  const word = values.all ? 'FAILED' : 'Not run here'
  console.log(`${word}: ${id} (${what}): ${obstacle}. To run it: ${remedy}, then npm test -- --tier ${id}`)
}
