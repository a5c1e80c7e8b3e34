import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectClient, readClient } from '../../src/client/connection.ts'
import { clientComputer, requestOf, writeFileAndFolder } from './client-computer.ts'

async function warningsWith(env: Record<string, string>) {
  const { environment } = await clientComputer()
  return (await readClient({ ...environment, env })).warnings
}

describe('variables', () => {
  test('of the store are named, without their values, and so is how to unset them', async () => {
    expect(
      await warningsWith({
        ZENML_STORE_URL: 'https://s3cret',
        ZENML_STORE_API_KEY: 's3cret',
        ZENML_STORE_TYPE: '',
      }),
    ).toEqual([
      'The ZenML client obeys ZENML_STORE_API_KEY, ZENML_STORE_URL before its files. To let the files count: unset ZENML_STORE_API_KEY ZENML_STORE_URL',
    ])
  })

  test('that choose the stack or the project are named', async () => {
    expect(await warningsWith({ ZENML_ACTIVE_STACK_ID: 'x', ZENML_ACTIVE_PROJECT_ID: 'y' })).toEqual([
      'ZENML_ACTIVE_STACK_ID decides what is active in the ZenML client, on every server.',
      'ZENML_ACTIVE_PROJECT_ID decides what is active in the ZenML client, on every server.',
    ])
  })

  test('that keep the client from its credentials are named', async () => {
    expect(await warningsWith({ DISABLE_CREDENTIALS_DISK_CACHING: 'True' })).toEqual([
      'With DISABLE_CREDENTIALS_DISK_CACHING the ZenML client reads no API key from its files. To connect: unset DISABLE_CREDENTIALS_DISK_CACHING',
    ])
    expect(await warningsWith({ DISABLE_CREDENTIALS_DISK_CACHING: 'false' })).toEqual([])
  })
})

describe('a repository', () => {
  async function repository(config: string | undefined) {
    const computer = await clientComputer()
    const file = join(computer.home, 'work', '.zen', 'config.yaml')
    await writeFileAndFolder(config === undefined ? join(file, '..', 'other') : file, config ?? '')
    return { ...computer, file, inside: join(computer.home, 'work', 'deep', 'down') }
  }

  test('with an active stack is named from anywhere inside it, and never changed', async () => {
    const { environment, inside, file } = await repository('active_stack_id: a\nactive_project_id: b\n')

    const result = await connectClient({ ...environment, workingDirectory: inside }, requestOf('a'))

    expect(result.warnings).toEqual([
      `In this folder ${file} decides the client's active_stack_id and active_project_id.`,
    ])
  })

  test.each([
    ['active_stack_id: null\nactive_project_id: ~\n'],
    ['# active_stack_id: a\n'],
    ['other: 1\n'],
    [undefined],
  ])('that says %j decides nothing', async (config) => {
    const { environment, inside } = await repository(config)

    expect((await readClient({ ...environment, workingDirectory: inside })).warnings).toEqual([])
  })

  test('above the nearest one does not count', async () => {
    const { environment, inside } = await repository('active_stack_id: a\n')
    await writeFileAndFolder(join(inside, '.zen', 'config.yaml'), 'other: 1\n')

    expect((await readClient({ ...environment, workingDirectory: inside })).warnings).toEqual([])
  })

  test('that ZENML_REPOSITORY_PATH names counts anywhere, and alone', async () => {
    const { environment, home, file } = await repository('active_stack_id: a\n')
    const named = (path: string) =>
      readClient({ ...environment, workingDirectory: home, env: { ZENML_REPOSITORY_PATH: path } })

    expect((await named('work')).warnings).toEqual([
      `In this folder ${file} decides the client's active_stack_id.`,
    ])
    expect((await named('work/deep')).warnings).toEqual([])
  })
})
