import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import List from '../../src/commands/list.ts'
import Show from '../../src/commands/show.ts'
import { runCommand } from '../commands/run-command.ts'
import { testContext } from '../fakes/test-context.ts'

const deploy = ['--provider', 'local', '--yes']

describe('a name', () => {
  it.each([
    ['Team', 'must be lower case'],
    ['my.team', 'may hold only letters, digits and hyphens'],
    ['1team', 'must start with a letter'],
    ['team-', 'must not end with a hyphen'],
    ['../team', 'must start with a letter'],
    ['a'.repeat(64), 'must have at most 32 letters (it has 64)'],
  ])('%s is refused: %s', async (name, problem) => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, [...deploy, '--name', name])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain(`--name ${problem}`)
    expect(context.local.journal).toEqual([])
  })

  it('may be given as a word or as a flag, but not two of them', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, [...deploy, '-n', 'team'])

    expect((await runCommand(context, Show, ['team'])).json).toMatchObject({ deployment: { name: 'team' } })
    expect((await runCommand(context, Show, ['--name', 'team'])).exit).toBe(0)
    const twice = await runCommand(context, Show, ['team', '--name', 'other'])
    expect(twice).toMatchObject({ exit: 2 })
    expect(twice.error?.message).toBe('Two names were given: "team" and --name "other".')
  })

  it('that nobody has leads to those that there are', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, deploy)

    const run = await runCommand(context, Show, ['lokal'])

    expect(run).toMatchObject({
      exit: 1,
      error: { code: 'DEPLOYMENT_NOT_FOUND', fix: ['Choose one of: local'] },
    })
  })
})

describe('something unknown', () => {
  it('leads to the nearest flag', async () => {
    const run = await runCommand(await testContext(), Deploy, [...deploy, '--prot', '9000'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toBe('There is no flag --prot here, did you mean --port?')
    expect(run.error?.fix).toEqual(['See what is possible: zen deploy --help'])
  })

  it('leads to the nearest provider', async () => {
    const run = await runCommand(await testContext(), Deploy, ['--provider', 'lcoal', '--yes'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('did you mean "local"?')
    expect(run.error?.message).not.toContain('missing')
  })

  it('is not taken for a name', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, deploy)

    const run = await runCommand(context, Destroy, ['--everything', '--yes'])

    expect(run.error?.message).toContain('There is no flag --everything')
    expect(context.local.journal).toEqual(['up local'])
  })

  it('may be a choice without its flag', async () => {
    const run = await runCommand(await testContext(), Deploy, ['docker', '--yes'])

    expect(run.error?.message).toContain('"docker" is one word too many, did you mean --provider docker?')
  })

  it('is said together with everything else', async () => {
    const run = await runCommand(await testContext(), List, ['a', '--b', '-c', '--yes'], {
      env: { ZEN_DEBUG: 'perhaps' },
    })

    expect(run.exit).toBe(2)
    expect(run.error?.message.split('\n')).toEqual([
      '4 things are wrong:',
      '  - There is no flag --b here',
      '  - There is no flag -c here',
      '  - "a" is one word too many',
      '  - --debug must be true or false, and is "perhaps"',
    ])
  })
})

describe('a flag', () => {
  it('that lacks its value is a usage error', async () => {
    const run = await runCommand(await testContext(), Deploy, ['--yes', '--provider'])

    expect(run).toMatchObject({
      exit: 2,
      error: { code: 'USAGE', message: 'Flag --provider expects a value.' },
    })
  })

  it('that is given twice is a usage error', async () => {
    const run = await runCommand(await testContext(), Deploy, [...deploy, '--port', '1', '--port', '2'])

    expect(run).toMatchObject({ exit: 2, error: { message: 'Flag --port can only be specified once.' } })
  })

  it.each([['ZEN_YES'], ['ZEN_CONNECT'], ['ZEN_JSON']])(
    'may be set by %s, which must be a yes or a no',
    async (variable) => {
      const run = await runCommand(await testContext(), Deploy, ['--provider', 'local'], {
        env: { [variable]: 'maybe' },
      })

      expect(run.exit).toBe(2)
      expect(run.error?.message).toContain('must be true or false, and is "maybe"')
    },
  )

  it('set by a variable to nothing is not set', async () => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, deploy, { env: { ZEN_PORT: '', ZEN_PASSWORD: '' } })

    expect(run.exit).toBe(0)
    expect(context.local.secretsOf('local')).toEqual({})
  })

  it('that says yes keeps everybody from being asked', async () => {
    for (const [argv, env] of [
      [['--yes'], {}],
      [['-y'], {}],
      [[], { ZEN_YES: '1' }],
      [['--no-input'], { ZEN_YES: 'y' }],
    ] as const) {
      const context = await testContext({ canAsk: true })
      const run = await runCommand(context, Deploy, ['--provider', 'local', ...argv], { env })
      expect(run.exit).toBe(0)
      expect(context.terminal.questions).toEqual([])
    }
  })

  it('that wants no input is no consent', async () => {
    const context = await testContext({ canAsk: true })

    const run = await runCommand(context, Deploy, ['--provider', 'local', '--no-input'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('ZEN_YES')
    expect(context.local.journal).toEqual([])
  })
})
