import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('run-hook.ts', import.meta.url))

it.each([
  { typed: 'depoly', suggestion: ['Did you mean: zen deploy'] },
  { typed: 'rm', suggestion: [] },
])('an unknown command leads to the nearest: $typed', ({ typed, suggestion }) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, typed, '--json'], {
    encoding: 'utf8',
  })

  expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    command: typed,
    error: {
      ...{ code: 'UNKNOWN_COMMAND', message: `There is no command "zen ${typed}".` },
      ...{ fix: [...suggestion, 'See all commands: zen --help'], details: { command: typed } },
    },
  })
})
