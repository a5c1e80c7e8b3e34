import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import spawn from 'nano-spawn'
import { expect, test } from 'vitest'
import { bashScript } from '../../../src/completion/bash.ts'
import { fishScript } from '../../../src/completion/fish.ts'
import type { CompletedCommand } from '../../../src/completion/model.ts'
import { zshScript } from '../../../src/completion/zsh.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** Everything that means something to a shell. */
const summary = `it's [a] "test": $HOME \`id\` \\ (x; y) & z | w`

const commands: readonly CompletedCommand[] = [
  {
    name: 'show',
    summary,
    argument: { kind: 'deployments' },
    flags: [
      { name: 'name', char: 'n', summary, repeatable: false, values: { kind: 'deployments' } },
      { name: 'tag', summary, repeatable: true, values: { kind: 'anything' } },
      { name: 'yes', char: 'y', summary, repeatable: false },
    ],
  },
]

async function scriptFile(text: string): Promise<string> {
  const file = join(await temporaryDirectory(), 'script')
  await writeFile(file, text)
  return file
}

test('bash reads a script with every kind of word in it', async () => {
  const { output } = await spawn('bash', ['--norc', await scriptFile(bashScript(commands))])

  expect(output).toBe('')
})

test('zsh reads a script with every kind of word in it', async () => {
  const load = `autoload -Uz compinit && compinit -D -u; source $1 && functions _zen_command | grep -c 'it.*test'`
  const { output } = await spawn('zsh', ['-f', '-c', load, 'zsh', await scriptFile(zshScript(commands))])

  expect(Number(output)).toBeGreaterThan(0)
})

test('fish shows a summary letter by letter', async () => {
  const script = 'source $argv[1]; complete -C "zen sh"'
  const { output } = await spawn('fish', [
    '--no-config',
    '-c',
    script,
    await scriptFile(fishScript(commands)),
  ])

  expect(output).toBe(`show\t${summary}`)
})
