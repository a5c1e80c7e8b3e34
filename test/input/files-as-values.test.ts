/** Options whose flag names a file: `--values FILE`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import { runCommand } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'

const onKubernetes = ['--provider', 'kubernetes', '--yes']
const values = 'server:\n  debug: true\n'

async function written(context: TestContext, name: string, text: string): Promise<string> {
  const file = join(context.home, name)
  await writeFile(file, text)
  return file
}

describe('a flag that names a file', () => {
  it.each([
    ['typed', async (file: string) => ({ argv: ['--values', file] })],
    ['a variable', async (file: string) => ({ argv: [], env: { ZEN_VALUES: file } })],
    ['standard input', async () => ({ argv: ['--values', '-'], stdin: values })],
  ])('keeps its content with the secrets: %s', async (_how, given) => {
    const context = await testContext()
    const { argv, ...surroundings } = await given(await written(context, 'values.yaml', values))

    const run = await runCommand(context, Deploy, [...onKubernetes, ...argv], surroundings)

    expect(run.exit).toBe(0)
    expect(context.cluster.secretsOf('kubernetes')).toEqual({ values: values.trimEnd() })
    expect(JSON.stringify(run)).not.toContain('debug: true')
  })

  it('is a key of the configuration file, whose path starts where zen is started as well', async () => {
    const context = await testContext()
    await mkdir(join(context.home, 'folder'))
    const file = relative(process.cwd(), await written(context, 'values.yaml', values))
    const config = await written(context, 'folder/zen.yaml', `values: ${file}\n`)

    const run = await runCommand(context, Deploy, [...onKubernetes, '--config', config])

    expect(run.exit).toBe(0)
    expect(context.cluster.secretsOf('kubernetes')).toEqual({ values: values.trimEnd() })
  })

  it('has no second flag with -file', async () => {
    const run = await runCommand(await testContext(), Deploy, [...onKubernetes, '--values-file', 'x'])

    expect(run.error?.message).toBe('There is no flag --values-file here.')
  })

  it('takes an empty file for nothing', async () => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, [
      ...[...onKubernetes, '--values', await written(context, 'empty', '')],
    ])

    expect(run.exit).toBe(0)
    expect(context.cluster.secretsOf('kubernetes')).toEqual({ values: '' })
  })

  it('says everything that is wrong with the files at once, and nothing of what is in them', async () => {
    const context = await testContext()
    const wrong = await written(context, 'wrong', 'hunter2')

    const run = await runCommand(context, Deploy, [
      ...[...onKubernetes, '--values', wrong, '--tls-ca', wrong, '--tls-cert', join(context.home, 'nowhere')],
    ])

    expect(run.exit).toBe(2)
    expect(run.error?.message.split('\n').slice(1)).toEqual([
      "  - --tls-cert can't be read: there is no such file",
      '  - --tls-ca must hold a certificate in PEM form: -----BEGIN CERTIFICATE-----',
      '  - --values must hold "key: value" lines',
    ])
    expect(JSON.stringify(run)).not.toContain('hunter2')
  })
})
