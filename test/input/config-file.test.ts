import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import List from '../../src/commands/list.ts'
import Show from '../../src/commands/show.ts'
import { runCommand } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'

describe('the configuration file', () => {
  it('gives values to any flag, consent included', async () => {
    const context = await testContext({ canAsk: true })
    const file = await written(
      context,
      'provider: local\nname: team\nport: 9000\nconnect: false\nyes: true\n',
    )

    const run = await runCommand(context, Deploy, ['--config', file])

    expect(run).toMatchObject({
      exit: 0,
      json: { deployment: { name: 'team' }, client: { connected: false } },
    })
    expect(context.terminal.questions).toEqual([])
    expect((await context.local.read('team'))?.spec.options['port']).toBe(9000)
  })

  it('keeps everybody from being asked with no-input', async () => {
    const context = await testContext({ canAsk: true })
    const file = await written(context, 'no-input: true\n')

    const run = await runCommand(context, Deploy, ['--config', file])

    expect(run.exit).toBe(2)
    expect(context.terminal.questions).toEqual([])
  })

  it('serves every command, each taking what is its own', async () => {
    const context = await testContext()
    const file = await written(
      context,
      'provider: docker\nname: team\nimage: mine:1\ndelete-data: true\nyes: true\n',
    )
    const env = { ZEN_CONFIG: file }

    expect((await runCommand(context, Deploy, [], { env })).exit).toBe(0)
    expect((await runCommand(context, List, [], { env })).exit).toBe(0)
    expect((await runCommand(context, Show, [], { env })).json).toMatchObject({
      deployment: { name: 'team' },
    })
    const destroyed = await runCommand(context, Destroy, [], { env })
    expect(destroyed.json).toMatchObject({ destroyed: ['team'], data: { action: 'deleted' } })
  })

  it.each([
    { content: undefined, problem: "can't be read: there is no such file" },
    { content: 'a: [', problem: "can't be read: " },
    { content: '- provider: local\n', problem: 'it must hold "flag: value" lines' },
    { content: 'just words', problem: 'it must hold "flag: value" lines' },
  ])('that is no such file is refused: $content', async ({ content, problem }) => {
    const context = await testContext()
    const file = content === undefined ? join(context.home, 'nowhere.yaml') : await written(context, content)

    const run = await runCommand(context, Deploy, ['--yes', '--config', file])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain(`The configuration file ${file} `)
    expect(run.error?.message).toContain(problem)
  })

  it('that is a folder is refused', async () => {
    const context = await testContext()
    const folder = join(context.home, 'folder')
    await mkdir(folder)

    const run = await runCommand(context, Deploy, ['--yes', '--config', folder])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
  })

  it('that is empty says nothing', async () => {
    const context = await testContext()
    const file = await written(context, '# provider: docker\n')

    const run = await runCommand(context, Deploy, ['--provider', 'local', '--yes', '--config', file])

    expect(run.exit).toBe(0)
  })

  it('is told all that is wrong in it, and no secret is repeated', async () => {
    const context = await testContext()
    const file = await written(
      context,
      [
        'provider: local',
        'prot: 1',
        'password: hunter2',
        'port: [1]',
        'connect: maybe',
        'json: true',
        '',
      ].join('\n'),
    )

    const run = await runCommand(context, Deploy, ['--yes', '--config', file])

    expect(run.exit).toBe(2)
    expect(run.error?.message.split('\n').sort()).toEqual([
      '  - --connect must be true or false, and is "maybe"',
      '  - --port must be a number, and is [1]',
      '  - The configuration file can\'t set "json": use --json',
      '  - The configuration file has an unknown key "prot", did you mean "port"?',
      '  - The configuration file must not hold "password": use "password-file"',
      '5 things are wrong:',
    ])
    expect(JSON.stringify(run)).not.toContain('hunter2')
  })

  it('may name the file of a secret', async () => {
    const context = await testContext()
    const secret = join(context.home, 'password')
    await writeFile(secret, 'hunter2\n')
    const file = await written(context, `password-file: ${secret}\n`)

    await runCommand(context, Deploy, ['--provider', 'local', '--yes', '--config', file])

    expect(context.local.secretsOf('local')).toEqual({ password: 'hunter2' })
  })
})

async function written(context: TestContext, content: string): Promise<string> {
  const file = join(context.home, 'zen.yaml')
  await writeFile(file, content)
  return file
}
