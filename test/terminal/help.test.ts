import { expect, it } from 'vitest'
import { computer, zen, zenAtTerminal } from '../e2e/zen-command.ts'

it.each([['--help'], ['destroy', '--help'], ['deploy', '--help']])(
  'zen %s fits into 40 columns, from its first line on',
  async (...words) => {
    const help = zenAtTerminal(await computer(), words, 40)

    expect(await help.ends()).toBe(0)
    const lines = help.text().split(/\r?\n/)
    expect(lines.filter((line) => line.length > 40 && !line.trim().startsWith('$'))).toEqual([])
  },
)

it('help that is piped has its first line whole', async () => {
  const { stdout } = await zen(await computer(), ['--help'])

  expect(stdout).toMatch(/^Put a ZenML server where a team needs it, with one command$/m)
})
