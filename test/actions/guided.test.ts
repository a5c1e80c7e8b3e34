/** `zen deploy --guided`: who wants to decide everything is asked about everything. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import { runCommand, type Surroundings } from '../commands/run-command.ts'
import type { QueuedAnswer } from '../fakes/recording-terminal.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'
import { GuidedDeploy, guidedProvider } from './guided-provider.ts'

const usual = ['wide', 'here', '80', '', false, 'calm', '', '', '', true]

function guidedContext(answers: readonly QueuedAnswer[]): Promise<TestContext> {
  return testContext({ canAsk: true, answers, providers: [guidedProvider] })
}

function guided(context: TestContext, argv: readonly string[] = [], around: Surroundings = {}) {
  return runCommand(context, GuidedDeploy, ['--provider', 'wide', '--guided', ...argv], around)
}

const flagsAsked = (context: TestContext) => context.terminal.questions.map(({ flag }) => flag)
const optionsOf = async (context: TestContext) => (await context.docker.read('wide'))?.spec.options

/** The command that a person reads before the last question. */
function commandIn(words: readonly string[]): string | undefined {
  return words.find((line) => line.includes('without questions:'))?.split('questions: ')[1]
}

describe('a guided deploy', () => {
  it('asks about every option that means something, in the order of the provider', async () => {
    const context = await guidedContext(usual)

    const run = await guided(context)

    expect(run).toMatchObject({ exit: 0, error: undefined })
    expect(flagsAsked(context)).toEqual([
      ...['name', 'place', 'port', 'label', 'loud', 'mood', 'folder', 'password', 'notes', 'yes'],
    ])
    expect(commandIn(run.words)).toBe('zen deploy --provider wide --place here --yes')
    expect(await optionsOf(context)).toEqual({ place: 'here', port: 80, loud: false, mood: 'calm' })
  })

  it('asks by the question of an option, else in words that say what it decides and what an empty answer means', async () => {
    const context = await guidedContext(usual)

    await guided(context)

    expect(context.terminal.questions.slice(1, -1)).toMatchObject([
      { kind: 'text', message: 'Where?' },
      { kind: 'text', message: 'Port that it answers at', default: '80' },
      { kind: 'text', message: 'Label, several with commas between them (empty: none)' },
      { kind: 'confirm', message: 'Say more?', default: false },
      { kind: 'select', message: 'Mood', default: 'calm', choices: [{ value: 'calm' }, { value: 'wild' }] },
      { kind: 'text', message: 'Folder that it is in (empty: zen-wide)' },
      { kind: 'secret', message: 'Password of it (empty: a generated one)' },
      { kind: 'text', message: 'Notes about it: path of the file (empty: none)' },
    ])
  })

  it('takes every answer, opens the next question by one, and says in a command all but the secrets', async () => {
    const answers = [
      'team',
      'there',
      '81',
      'a=1, b=2 c',
      true,
      'wild',
      '',
      'long',
      'hunter2',
      '~/notes',
      true,
    ]
    const context = await guidedContext(answers)
    await writeFile(join(context.home, 'notes'), 'good\n')

    const run = await guided(context)

    expect(commandIn(run.words)).toBe(
      `zen deploy --provider wide --name team --place there --port 81 --label a=1 --label 'b=2 c' --loud --mood wild --rope long --password-file FILE --notes ${context.home}/notes --yes`,
    )
    expect((await context.docker.read('team'))?.spec.options).toEqual({
      ...{ place: 'there', port: 81, label: ['a=1', 'b=2 c'], loud: true, mood: 'wild', rope: 'long' },
    })
    expect(context.docker.secretsOf('team')).toEqual({ password: 'hunter2', notes: 'good' })
    expect(JSON.stringify(run)).not.toContain('hunter2')
  })

  it('does not ask about what a flag, a variable or the configuration file decides, be it to take it back', async () => {
    const context = await guidedContext(['wide', '', false, '', '', true])
    const config = join(context.home, 'zen.yaml')
    await writeFile(config, 'port: 90\n')
    const around = { env: { ZEN_MOOD: 'calm', ZEN_PASSWORD: 'hunter2' } }

    await guided(context, ['--place', 'here', '--folder', '', '--config', config], around)

    expect(flagsAsked(context)).toEqual(['name', 'label', 'loud', 'notes', 'yes'])
  })

  it('has what holds already to hand, and says again only what is new', async () => {
    const context = await guidedContext([
      ...['wide', 'here', '81', 'a, b', true, 'wild', '', 'long', '', '', true],
      ...['wide', 'here', '80', 'a, b', false, 'wild', '', '', '', '', true],
    ])
    await guided(context)

    const run = await guided(context)

    expect(context.terminal.questions.slice(11, -1)).toMatchObject([
      { flag: 'name', default: 'wide' },
      { flag: 'place', default: 'here' },
      { flag: 'port', default: '81' },
      { flag: 'label', default: 'a, b' },
      { flag: 'loud', default: true },
      { flag: 'mood', default: 'wild' },
      { flag: 'folder', message: 'Folder that it is in (empty: as it is)' },
      { flag: 'rope', default: 'long' },
      { flag: 'password', message: 'Password of it (empty: as it is)' },
      { flag: 'notes', message: 'Notes about it: path of the file (empty: as it is)' },
    ])
    expect(commandIn(run.words)).toBe("zen deploy --provider wide --port 80 --no-loud --rope '' --yes")
    expect(await optionsOf(context)).toEqual({
      ...{ place: 'here', port: 80, label: ['a', 'b'], loud: false, mood: 'wild' },
    })
  })

  it('can be previewed, and ends with the command that does it', async () => {
    const context = await guidedContext(usual.slice(0, -1))

    const run = await guided(context, ['--preview'])

    expect(run.exit).toBe(0)
    expect(commandIn(run.words)).toBe('zen deploy --provider wide --place here --yes')
    expect(context.docker.journal).toEqual([])
  })

  it('asks again about what a rule between options forbids, and about nothing else', async () => {
    const context = await guidedContext([
      ...['wide', 'here', '80', '', false, 'wild', 'mine', 'long', '', ''],
      ...['', 'longer', true],
    ])

    const run = await guided(context)

    expect(run.words).toContain('warn: --folder and --rope exclude each other.')
    expect(flagsAsked(context).slice(-3)).toEqual(['folder', 'rope', 'yes'])
    expect(await optionsOf(context)).toMatchObject({ mood: 'wild', rope: 'longer' })
    expect(await optionsOf(context)).not.toHaveProperty('folder')
  })

  it.each([
    ['that is not there', 'nowhere', "--notes can't be read: there is no such file"],
    ['that is a folder', 'folder', "--notes can't be read: it is a folder"],
    ['whose content is wrong', 'bad', '--notes must hold good news'],
  ])('refuses a file %s where it is named', async (_what, file, words) => {
    const context = await guidedContext(['wide', 'here', '80', '', false, 'calm', '', '', file])
    await mkdir(join(context.home, 'folder'))
    await writeFile(join(context.home, 'bad'), 'bad\n')

    const run = await guided(context)

    expect(run.error?.cause).toMatchObject({ message: `The prompt refuses ${file}: ${words}` })
  })

  it('needs an answer where there is no deployment without one', async () => {
    const context = await guidedContext(['wide', ''])

    const run = await guided(context)

    expect(run.error?.cause).toMatchObject({ message: expect.stringContaining('An answer is needed here') })
  })

  it.each([
    ['--yes', { argv: ['--yes'], canAsk: true }],
    ['--no-input', { argv: ['--no-input'], canAsk: true }],
    ['--json', { argv: ['--json'], canAsk: true }],
    ['no terminal', { argv: [], canAsk: false }],
  ])('is refused with %s, which says nobody is there', async (_how, { argv, canAsk }) => {
    const context = await testContext({ canAsk, providers: [guidedProvider] })

    const run = await guided(context, ['--place', 'here', ...argv])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toBe('--guided asks questions, and nobody can be asked here.')
    expect(run.error?.fix[0]).toMatch(/^Use --guided in a terminal, without --yes/)
    expect(context.docker.journal).toEqual([])
  })

  it('is not for a configuration file, which a CI job may read too', async () => {
    const context = await guidedContext([])
    const config = join(context.home, 'zen.yaml')
    await writeFile(config, 'guided: true\n')

    const run = await runCommand(context, GuidedDeploy, ['--provider', 'wide', '--config', config])

    expect(run.error?.message).toContain(`The configuration file can't set "guided": use --guided`)
  })
})

it('a file that holds a secret is part of the command that does the same', async () => {
  const context = await testContext({ canAsk: true, answers: [true] })
  const file = join(context.home, 'secret')
  await writeFile(file, 'hunter2\n')

  const run = await runCommand(context, Deploy, ['--provider', 'docker', '--password-file', file])

  expect(commandIn(run.words)).toBe(`zen deploy --provider docker --password-file ${file} --yes`)
})
