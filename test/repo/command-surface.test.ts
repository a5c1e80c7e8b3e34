import { describe, expect, test } from 'vitest'
import { flagName } from '../../src/deployment/flag-name.ts'
import { variableOf } from '../../src/errors/usage.ts'
import { everyOption } from '../../src/input/command-options.ts'
import { type ManifestFlag, readManifest } from './manifest.ts'

const commands = readManifest()

/** `--[no-]connect  ZEN_CONNECT`, `-n, --name NAME  ZEN_NAME`, `--provider PROVIDER  ZEN_PROVIDER  local|docker`. */
function lineOf({ name, char, type, allowNo, helpValue, multiple, env }: ManifestFlag): string {
  const choices = everyOption.find((option) => flagName(option) === name)?.choices
  const typed = `${char ? `-${char}, ` : ''}--${allowNo ? '[no-]' : ''}${name}`
  const value = type === 'boolean' ? '' : ` ${helpValue}${multiple ? '…' : ''}`
  return [`  ${typed}${value}`, env, ...(choices ? [choices.join('|')] : [])].join('  ')
}

describe('the command surface', () => {
  test('is what it was: a flag that vanishes breaks scripts', async () => {
    const lines = commands.flatMap(({ id, args, flags }) => [
      ['zen', id, ...Object.keys(args).map((name) => `[${name.toUpperCase()}]`)].join(' '),
      ...Object.values(flags)
        .sort((one, other) => one.name.localeCompare(other.name))
        .map(lineOf),
      '',
    ])

    await expect(lines.join('\n')).toMatchFileSnapshot('command-surface.txt')
  })

  test('every flag has its variable', () => {
    const flags = commands.flatMap(({ flags }) => Object.values(flags))

    expect(flags.filter(({ name, env }) => env !== variableOf(name))).toEqual([])
  })

  test('every flag is an option, so that variables, files and completion know it', () => {
    const known = [...new Set(everyOption.map(flagName))]
    const flags = new Set(commands.flatMap(({ flags }) => Object.keys(flags)))

    expect([...flags].filter((flag) => !known.includes(flag))).toEqual([])
    expect(known.filter((flag) => !flags.has(flag))).toEqual([])
  })

  test('a short flag means the same in every command', () => {
    const pairs = commands.flatMap(({ flags }) =>
      Object.values(flags).flatMap(({ name, char }) => (char ? [`-${char} --${name}`] : [])),
    )
    const chars = [...new Set(pairs)].map((pair) => pair.slice(0, 2))

    expect(chars).toEqual([...new Set(chars)])
  })

  test('every command says what it does', () => {
    expect(commands.filter(({ summary }) => !summary?.endsWith('.')).map(({ id }) => id)).toEqual([])
    expect(
      commands.filter(({ args }) => Object.values(args).some(({ description }) => !description)),
    ).toEqual([])
  })
})
