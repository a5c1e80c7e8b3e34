import { describe, expect, test } from 'vitest'
import { bashScript } from '../../src/completion/bash.ts'
import { fishScript } from '../../src/completion/fish.ts'
import type { CompletedCommand } from '../../src/completion/model.ts'
import { zshScript } from '../../src/completion/zsh.ts'
import { commandSurface, type LoadedCommand } from '../../src/input/command-surface.ts'
import type { Option } from '../../stacks/contract.ts'

const deploy: LoadedCommand = {
  id: 'deploy',
  summary: 'Deploy.',
  args: {},
  flags: {
    connect: { type: 'boolean', summary: 'connect the client', allowNo: true },
    restart: { type: 'option', helpValue: 'POLICY' },
    config: { type: 'option', helpValue: 'FILE' },
    output: { type: 'option', helpValue: 'FOLDER' },
    name: { type: 'option', helpValue: 'NAME', char: 'n' },
    username: { type: 'option', helpValue: 'NAME' },
    tag: { type: 'option', helpValue: 'TAG', multiple: true },
    secret: { type: 'option', hidden: true },
  },
}
const restart: Option = { flag: 'restart', type: 'text', summary: '', choices: ['no', 'always'] }

function flagOf(name: string) {
  const [command] = commandSurface([deploy], [restart])
  return command?.flags.find((flag) => flag.name === name)
}

describe('the command surface', () => {
  test('knows what can be the value of a flag', () => {
    expect(flagOf('restart')?.values).toEqual({ kind: 'choices', choices: ['no', 'always'] })
    expect(flagOf('config')?.values).toEqual({ kind: 'files' })
    expect(flagOf('output')?.values).toEqual({ kind: 'folders' })
    expect(flagOf('name')?.values).toEqual({ kind: 'deployments' })
    expect(flagOf('username')?.values).toEqual({ kind: 'anything' })
    expect(flagOf('connect')).not.toHaveProperty('values')
  })

  test('has a negative form of a flag that can be taken back, and help everywhere', () => {
    expect(flagOf('no-connect')).toEqual({
      name: 'no-connect',
      summary: 'do not connect the client',
      repeatable: false,
    })
    expect(flagOf('help')).toBeDefined()
  })

  test('keeps hidden things hidden', () => {
    expect(flagOf('secret')).toBeUndefined()
    expect(commandSurface([{ ...deploy, hidden: true }], [])).toEqual([])
  })

  test('knows what can be the argument of a command', () => {
    const [show] = commandSurface([{ ...deploy, args: { name: {} } }], [])

    expect(show?.argument).toEqual({ kind: 'deployments' })
  })
})

test.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
])('the script for %s begins with how to install it', (shell, script) => {
  const head = script(commandSurface([deploy], [restart])).split('\n\n')[0]

  expect(head?.split('\n').every((line) => line.startsWith('#'))).toBe(true)
  expect(head).toContain(`zen completion ${shell}`)
})

test('a flag that may be given again is offered again', () => {
  const commands: readonly CompletedCommand[] = commandSurface([deploy], [])

  expect(zshScript(commands)).toContain(`'*--tag=`)
})
