/** Export with the real docker engine, which needs no Docker for it. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import Export from '../../src/commands/export.ts'
import { createDockerEngine } from '../../src/engine/docker/docker-engine.ts'
import { runCommand } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

async function computer(): Promise<TestContext> {
  const context = await testContext()
  const { dataDirectory } = context.clientEnvironment
  const docker = createDockerEngine({
    dataDirectory,
    clientDirectory: join(context.home, 'zenml'),
    env: {},
    now: context.now,
  })
  return { ...context, engineOf: async ({ engine }) => (engine === 'docker' ? docker : context.local) }
}

it('prints a compose file for the flags, with no secret in it', async () => {
  const { exit, text } = await runCommand(await computer(), Export, ['--port', '9000'], {
    env: { ZEN_PASSWORD: 'Very-secret-1' },
  })

  expect(exit).toBe(0)
  expect(parse(text ?? '').services.zenml.ports).toEqual(['127.0.0.1:9000:8080'])
  expect(text).not.toContain('Very-secret-1')
})

it('writes the compose file and its secrets for their owner alone, and says where', async () => {
  const context = await computer()
  const output = join(context.home, 'server')

  const { json } = await runCommand(context, Export, ['--output', output, '--json'], {
    env: { ZEN_PASSWORD: 'Very-secret-1' },
  })

  expect(json).toMatchObject({ ok: true, command: 'export', name: 'docker', format: 'compose' })
  expect(JSON.stringify(json)).not.toContain('Very-secret-1')
  expect(await readFile(join(output, '.env'), 'utf8')).toContain(
    "ZENML_DEFAULT_USER_PASSWORD='Very-secret-1'",
  )
  for (const name of ['.env', 'compose.yaml']) {
    expect((await stat(join(output, name))).mode & 0o777).toBe(0o600)
  }
})

it('loses no file that is in the way, and writes none of the others', async () => {
  const context = await computer()
  const output = join(context.home, 'server')
  await mkdir(output)
  await writeFile(join(output, '.env'), 'MINE=1\n')

  const { exit, error } = await runCommand(context, Export, ['--output', output])

  expect(exit).toBe(1)
  expect(error).toMatchObject({ code: 'EXPORT_EXISTS', details: { file: join(output, '.env') } })
  expect(await readFile(join(output, '.env'), 'utf8')).toBe('MINE=1\n')
  await expect(stat(join(output, 'compose.yaml'))).rejects.toMatchObject({ code: 'ENOENT' })
})

it('asks nothing about a deployment that can not be exported', async () => {
  const context = (await clusterContext()).withTerminal({ canAsk: true })
  await deployToCluster(context)

  const run = await runCommand(context, Export, ['team'])

  expect(run).toMatchObject({ exit: 2, error: { code: 'NOTHING_TO_EXPORT' } })
  expect(context.terminal.questions).toEqual([])
})

it('refuses a provider that has no such files, and an unknown format', async () => {
  const context = await computer()

  const local = await runCommand(context, Export, ['--provider', 'local'])
  const format = await runCommand(context, Export, ['--format', 'compsoe'])

  expect(local).toMatchObject({ exit: 2, error: { code: 'NOTHING_TO_EXPORT' } })
  expect(format).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
  expect(format.error?.message).toContain('did you mean "compose"')
})
