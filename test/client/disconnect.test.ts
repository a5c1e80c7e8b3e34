import { lstat, readFile, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { connectClient, connectedDeployments, disconnectClient } from '../../src/client/connection.ts'
import { clientComputer, everyFile, requestOf, writeFileAndFolder } from './client-computer.ts'
import { config, credentials } from './files-made-by-hand.ts'
import { clientKeys, setClientKey, useClient } from './zenml-client.ts'

describe('a client that is connected and disconnected', () => {
  test.each([
    ['no files', {}],
    ['an empty config.yaml', { config: '' }],
    ['only a config.yaml', { config }],
    ['both files', { config, credentials }],
    ['Windows line ends', { config: config.replaceAll('\n', '\r\n'), credentials }],
    ['a file in an unusual form', { config: 'x: &x {type: sql}\nstore: *x\n', credentials: '{}' }],
    ['a client before 0.70', { config: 'store:\n  type: sql\nversion: 0.68.1\n' }],
  ])('finds %s as before, byte for byte', async (_, files) => {
    const computer = await clientComputer(files)
    const before = await computer.texts()

    await connectClient(computer.environment, requestOf('a'))
    const during = await computer.texts()
    const result = await disconnectClient(computer.environment, 'a')

    expect(during).not.toEqual(before)
    expect(await computer.texts()).toEqual(before)
    expect(result).toEqual({
      restored: true,
      configFile: computer.configFile,
      deployment: 'a',
      warnings: [],
    })
    expect(Object.keys(await everyFile(computer.home)).sort()).toEqual(
      Object.entries(before)
        .flatMap(([name, text]) => (text === undefined ? [] : [join(computer.directory, `${name}.yaml`)]))
        .sort(),
    )
  })

  test('keeps what the client itself added or changed meanwhile, and nothing else', async () => {
    const computer = await clientComputer({ config, credentials })
    await connectClient(computer.environment, requestOf('a'))
    await useClient(computer)

    await disconnectClient(computer.environment, 'a')

    expect(await computer.texts()).toEqual({
      config: `${config.replace('0.97.0', '0.98.0')}\nuser_id: ${clientKeys.user_id}\n`,
      credentials,
    })
  })

  test('keeps settings that were changed meanwhile, and forgets those that were removed', async () => {
    const computer = await clientComputer({ config: 'analytics_opt_in: true\nold: 1\n# end\n' })
    await connectClient(computer.environment, requestOf('a'))
    await setClientKey(computer, 'analytics_opt_in', false)
    await setClientKey(computer, 'old', undefined)

    await disconnectClient(computer.environment, 'a')

    expect((await computer.texts()).config).toBe('analytics_opt_in: false\n# end\n')
  })

  test('of a client that was first used while connected, only what the client added stays', async () => {
    const computer = await clientComputer()
    await connectClient(computer.environment, requestOf('a'))
    await useClient(computer)

    await disconnectClient(computer.environment, 'a')

    const { analytics_opt_in, user_id, version } = clientKeys
    const texts = await computer.texts()
    expect(parse(texts.config ?? '')).toEqual({ analytics_opt_in, user_id, version })
    expect(texts.credentials).toBeUndefined()
  })

  test('keeps comments that somebody wrote meanwhile', async () => {
    const computer = await clientComputer({ config: 'a: 1 # one\nstore:\n  type: sql\n' })
    await connectClient(computer.environment, requestOf('a'))
    const during = (await computer.texts()).config ?? ''
    await writeFileAndFolder(computer.configFile, during.replace('a: 1 # one', '# new\na:   2'))

    await disconnectClient(computer.environment, 'a')

    expect((await computer.texts()).config).toBe('# new\na:   2\nstore:\n  type: sql\n')
  })

  test('keeps logins to other servers that were added meanwhile', async () => {
    const computer = await clientComputer({ credentials })
    await connectClient(computer.environment, requestOf('a'))
    const other = 'https://new.example.com:\n  api_key: ZENKEY_new\n'
    await writeFileAndFolder(computer.credentialsFile, `${other}${(await computer.texts()).credentials}`)

    await disconnectClient(computer.environment, 'a')

    expect((await computer.texts()).credentials).toBe(`${credentials}${other}`)
  })

  test('gets back what was under the address of the server', async () => {
    const before = `https://a.example.com: # mine
  url: https://a.example.com
  api_key: ZENKEY_mine
  api_token: {access_token: jwt}
  pro_api_url: https://a.example.com
  # a note
  note: kept
`
    const computer = await clientComputer({ credentials: before })

    await connectClient(computer.environment, requestOf('a'))
    const during = (await computer.texts()).credentials
    await useClient(computer)
    await disconnectClient(computer.environment, 'a')

    expect(during).toBe(`https://a.example.com:
  # mine
  url: https://a.example.com
  api_key: ZENKEY_a
  # a note
  note: kept
`)
    expect((await computer.texts()).credentials).toBe(before)
  })

  test('gets its credentials.yaml cleared of a key that a newer client moved there', async () => {
    const computer = await clientComputer({ config: 'version: 0.68.1\n' })
    await connectClient(computer.environment, requestOf('a'))
    await writeFileAndFolder(
      computer.configFile,
      'store: {type: rest, url: "https://a.example.com"}\nversion: 0.98.0\n',
    )
    await writeFileAndFolder(computer.credentialsFile, 'https://a.example.com:\n  api_key: ZENKEY_a\n')

    await disconnectClient(computer.environment, 'a')

    expect(await computer.texts()).toEqual({ config: 'version: 0.98.0\n', credentials: undefined })
  })
})

describe('a client that was pointed somewhere else meanwhile', () => {
  const elsewhere = 'store:\n  type: sql\n  url: sqlite:////home/me/zenml.db\n'

  test('keeps its store, and loses the API key', async () => {
    const computer = await clientComputer({ config, credentials })
    await connectClient(computer.environment, requestOf('a'))
    await writeFileAndFolder(computer.configFile, elsewhere)

    const result = await disconnectClient(computer.environment, 'a')

    expect(result).toMatchObject({
      restored: false,
      deployment: 'a',
      warnings: ['The ZenML client no longer uses "a", so its store stays as it is.'],
    })
    expect(await computer.texts()).toEqual({ config: elsewhere, credentials })
    expect(await connectedDeployments(computer.environment)).toEqual([])
  })

  test('keeps an API key that is not ours', async () => {
    const computer = await clientComputer()
    await connectClient(computer.environment, requestOf('a'))
    const own = 'https://a.example.com:\n  api_key: ZENKEY_own\n'
    await writeFileAndFolder(computer.credentialsFile, own)

    const result = await disconnectClient(computer.environment, 'a')

    expect(await computer.texts()).toEqual({ config: undefined, credentials: own })
    expect(result.restored).toBe(true)
    expect(result.warnings).toEqual([
      'The ZenML client has another API key for https://a.example.com by now, which stays in its credentials.',
    ])
  })
})

test('a link that somebody made in the place of a file of ours is kept', async () => {
  const computer = await clientComputer()
  await connectClient(computer.environment, requestOf('a'))
  const real = join(computer.home, 'real.yaml')
  await rename(computer.configFile, real)
  await symlink(real, computer.configFile)

  await disconnectClient(computer.environment, 'a')

  expect((await lstat(computer.configFile)).isSymbolicLink()).toBe(true)
  expect(await readFile(real, 'utf8')).toBe('')
})
