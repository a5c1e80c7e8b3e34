/** Who decides about a value, what is refused, and what becomes of secrets. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { list } from '../../src/actions/list.ts'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import { runCommand, type Surroundings } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'
import { TestDeploy, testProvider } from './test-provider.ts'

describe('a value', () => {
  it.each([
    { source: 'a flag', argv: ['--size', 'flag'], env: { ZEN_SIZE: 'variable' }, file: true, value: 'flag' },
    { source: 'a variable', env: { ZEN_SIZE: 'variable' }, file: true, value: 'variable' },
    { source: 'the configuration file', file: true, value: 'file' },
    { source: 'the stored spec', value: 'stored' },
  ])('comes from $source before anything weaker', async ({ argv = [], env = {}, file, value }) => {
    const context = await testContext({ canAsk: true, providers: [testProvider] })
    await deployed(context, { size: 'stored' })
    const config = file ? ['--config', await configFile(context, 'size: file\n')] : []

    expect(await sizeAfter(context, [...argv, ...config], { env })).toBe(value)
  })

  it('is asked for when nothing else gave it, with its default to hand', async () => {
    const context = await testContext({ canAsk: true, answers: ['answer'], providers: [testProvider] })

    expect(await sizeAfter(context, [])).toBe('answer')
    expect(context.terminal.questions[0]).toMatchObject({ flag: 'size', default: 'usual' })
  })

  it('is the default where nobody can be asked', async () => {
    const context = await testContext({ providers: [testProvider] })

    expect(await sizeAfter(context, ['--yes'])).toBe('usual')
  })

  it('may open the next question', async () => {
    const answers = ['large', 'because']
    const context = await testContext({ canAsk: true, answers, providers: [testProvider] })

    await sizeAfter(context, [])

    expect(context.terminal.questions.map(({ flag }) => flag)).toEqual(['size', 'reason', 'yes'])
  })

  it('is asked again as long as the answer is empty', async () => {
    const context = await testContext({ canAsk: true, answers: [''], providers: [testProvider] })

    await expect(sizeAfter(context, [])).rejects.toThrow('The prompt refuses')
  })
})

describe('all that is wrong or missing', () => {
  it('is said at once', async () => {
    const context = await testContext()

    const run = await runCommand(
      context,
      Deploy,
      ['--provider', 'docker', '--port', '70000', '--restart', 'alway'],
      {
        env: { ZEN_NAME: 'Team', ZEN_DATABASE_URL: 'postgres://me:hunter2@db/zenml' },
      },
    )

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    const { message } = run.error ?? {}
    expect(message).toContain('5 things are wrong:')
    expect(message).toContain('--port must be a whole number from 1 to 65535, and is "70000"')
    expect(message).toContain('did you mean "always"?')
    expect(message).toContain('--name must be lower case')
    expect(message).toContain('--database-url must look like mysql://')
    expect(message).toContain('give --yes, ZEN_YES or "yes" in the configuration file')
    expect(JSON.stringify(run)).not.toContain('hunter2')
    expect(context.docker.journal).toEqual([])
  })

  it('names flag and variable of a provider that nobody can be asked about', async () => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, [])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('The provider is missing: give --provider, ZEN_PROVIDER')
    expect(run.error?.message).toContain('--yes, ZEN_YES')
  })

  it('is said before anybody is asked', async () => {
    const context = await testContext({ canAsk: true })

    const run = await runCommand(context, Deploy, ['--port', 'x'])

    expect(run.exit).toBe(2)
    expect(context.terminal.questions).toEqual([])
  })
})

describe('an option of another provider', () => {
  it.each([
    { where: 'typed', argv: ['--image', 'mine:1'], refused: true },
    { where: 'in the configuration file', file: 'image: mine:1\n', refused: true },
    { where: 'set by a variable', env: { ZEN_IMAGE: 'mine:1', ZEN_DATABASE_PASSWORD: 'x' }, refused: false },
  ])('that is $where: refused is $refused', async ({ argv = [], file, env = {}, refused }) => {
    const context = await testContext()
    const config = file === undefined ? [] : ['--config', await configFile(context, file)]

    const run = await runCommand(context, Deploy, ['--provider', 'local', '--yes', ...argv, ...config], {
      env,
    })

    expect(run.exit).toBe(refused ? 2 : 0)
    if (refused) expect(run.error?.message).toBe('--image means nothing to the provider local.')
    else expect(context.local.secretsOf('local')).toEqual({})
  })
})

describe('a secret', () => {
  it.each([
    { source: 'its variable', env: { ZEN_PASSWORD: 'hunter2' }, argv: [] },
    { source: 'standard input', stdin: 'hunter2\n', argv: ['--password-file', '-'] },
  ])('from $source reaches the engine and nothing else', async ({ env = {}, stdin = '', argv }) => {
    const context = await testContext()
    const environment = { ZEN_DATABASE_PASSWORD: 'unused', ...env }

    const run = await runCommand(context, Deploy, ['--provider', 'local', '--yes', ...argv], {
      env: environment,
      stdin,
    })

    expect(context.local.secretsOf('local')).toEqual({ password: 'hunter2' })
    expect(JSON.stringify(run)).not.toContain('hunter2')
    expect(JSON.stringify((await list(context))[0]?.spec)).not.toContain('hunter2')
  })

  it('in the URL of a database is moved out of it, with a warning when it was typed', async () => {
    const context = await testContext()
    const url = 'mysql://root:hunt%20er2@db:3306/zenml'

    const run = await runCommand(context, Deploy, ['--provider', 'docker', '--yes', '--database-url', url])

    expect(run.exit).toBe(0)
    expect(context.docker.secretsOf('docker')).toEqual({ 'database-password': 'hunt er2' })
    const [deployment] = await list(context)
    expect(deployment?.spec.options['database-url']).toBe('mysql://root@db:3306/zenml')
    expect(JSON.stringify([run, deployment?.spec])).not.toMatch(/hunt(%20| )er2/)
    const [warning] = run.words.filter((line) => line.startsWith('warn:'))
    expect(warning).toContain('other users of this computer can read it')
    expect(warning).toContain('ZEN_DATABASE_PASSWORD')
  })

  it('in a URL that was not typed is moved without a warning', async () => {
    const context = await testContext()
    const env = { ZEN_DATABASE_URL: 'mysql://root:100%@db:3306/zenml' }

    const run = await runCommand(context, Deploy, ['--provider', 'docker', '--yes'], { env })

    expect(context.docker.secretsOf('docker')).toEqual({ 'database-password': '100%' })
    expect(run.words.filter((line) => line.startsWith('warn:'))).toEqual([])
  })

  it.each([['--password', 'Hunter2'], ['--password=Hunter2']])(
    'that was typed as a flag is never repeated: %s',
    async (...argv) => {
      const context = await testContext()

      for (const command of [Deploy, Destroy]) {
        const run = await runCommand(context, command, [...argv, '--yes'])
        expect(run.exit).toBe(2)
        expect(run.error?.message).toContain('There is no flag --password')
        expect(JSON.stringify(run)).not.toContain('unter2')
      }
    },
  )

  it('that is an empty file, or none, is a problem', async () => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, [
      ...['--provider', 'docker', '--yes', '--password-file', await configFile(context, '\n')],
      ...['--database-password-file', join(context.home, 'nowhere')],
    ])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('--password-file is empty')
    expect(run.error?.message.match(/--database-password-file can't be read/g)).toHaveLength(1)
  })
})

async function configFile(context: TestContext, content: string): Promise<string> {
  const file = join(context.home, 'given')
  await writeFile(file, content)
  return file
}

async function deployed(context: TestContext, options: Record<string, string>): Promise<void> {
  const spec = { name: 'test', provider: 'test', options }
  await context.local.up({ spec, secrets: {} }, () => undefined, context.signal)
}

/** The size of the deployment, once the command is done. */
async function sizeAfter(context: TestContext, argv: readonly string[], around: Surroundings = {}) {
  if (context.terminal.canAsk) context.terminal.willAnswer(true)
  const run = await runCommand(context, TestDeploy, ['--provider', 'test', ...argv], around)
  if (run.error) throw run.error
  return (await context.local.read('test'))?.spec.options['size']
}
