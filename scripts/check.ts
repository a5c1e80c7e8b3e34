/** `npm run check`: everything a change must pass, in the order of how quickly each says no. */
import { spawnSync } from 'node:child_process'

const steps = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '--noEmit'],
  ['npm', 'run', '--silent', 'build'],
  ['knip'],
  ['node', 'scripts/test.ts', ...process.argv.slice(2)],
] as const

for (const [command, ...args] of steps) {
  console.log(`\n$ ${[command, ...args].join(' ')}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) {
    if (command !== 'node') console.log('0 passed, 1 failed')
    process.exit(status ?? 1)
  }
}
