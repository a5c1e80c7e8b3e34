import { readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { connectClient, disconnectClient, readClient } from '../../src/client/connection.ts'
import { clientComputer, everyFile, requestOf, writeFileAndFolder } from './client-computer.ts'
import { config, credentials } from './files-made-by-hand.ts'
import { clientKeys, useClient } from './zenml-client.ts'

describe('connecting', () => {
  test('the same deployment in the same way changes nothing, also after the client was used', async () => {
    const computer = await clientComputer({ config, credentials })
    const first = await connectClient(computer.environment, requestOf('a'))
    await useClient(computer)
    const before = await everyFile(computer.home)
    const { mtimeMs, ino } = await stat(computer.configFile)

    const second = await connectClient(
      computer.environment,
      requestOf('a', { url: 'https://a.example.com/' }),
    )

    expect([first.changed, second.changed]).toEqual([true, false])
    expect(await everyFile(computer.home)).toEqual(before)
    expect(await stat(computer.configFile)).toMatchObject({ mtimeMs, ino })
  })

  test('the same deployment in another way keeps the way back', async () => {
    const computer = await clientComputer({ config, credentials })
    await connectClient(computer.environment, requestOf('a'))
    await useClient(computer)

    const again = requestOf('a', { url: 'https://moved.example.com', apiKey: 'ZENKEY_2', verifySsl: false })
    await connectClient(computer.environment, again)
    const during = await computer.texts()
    await disconnectClient(computer.environment, 'a')

    expect(parse(during.config ?? '').store).toEqual({
      type: 'rest',
      url: 'https://moved.example.com',
      verify_ssl: false,
    })
    expect(Object.keys(parse(during.credentials ?? ''))).toEqual([
      'https://team.example.com',
      'https://moved.example.com',
    ])
    expect(await computer.texts()).toEqual({
      config: `${config.replace('0.97.0', '0.98.0')}\nuser_id: ${clientKeys.user_id}\n`,
      credentials,
    })
  })

  test('with a new API key drops the token of the old one, and keeps what the client set in the store', async () => {
    const computer = await clientComputer()
    await connectClient(computer.environment, requestOf('a'))
    await useClient(computer)

    await connectClient(computer.environment, requestOf('a', { apiKey: 'ZENKEY_2' }))

    const texts = await computer.texts()
    expect(parse(texts.credentials ?? '')['https://a.example.com']).toEqual({
      url: 'https://a.example.com',
      api_key: 'ZENKEY_2',
      server_id: 's',
      status: 'available',
    })
    expect(parse(texts.config ?? '')).toMatchObject({
      active_stack_id: clientKeys.active_stack_id,
      store: { http_timeout: 30 },
    })
  })

  test('with a new API key drops the token of the old one, also before 0.70', async () => {
    const computer = await clientComputer({ config: 'version: 0.68.1\n' })
    await connectClient(computer.environment, requestOf('a'))
    const { config: text = '' } = await computer.texts()
    await writeFileAndFolder(computer.configFile, text.replace('  api_key', '  api_token: jwt\n  api_key'))

    const same = await connectClient(computer.environment, requestOf('a'))
    const kept = parse((await computer.texts()).config ?? '').store
    await connectClient(computer.environment, requestOf('a', { apiKey: 'ZENKEY_2' }))
    const { store } = parse((await computer.texts()).config ?? '')

    expect([same.changed, kept.api_token]).toEqual([false, 'jwt'])
    expect(store).toEqual({
      type: 'rest',
      url: 'https://a.example.com',
      verify_ssl: true,
      api_key: 'ZENKEY_2',
    })
  })

  test('drops the active stack and project of the store before', async () => {
    const computer = await clientComputer({
      config: 'active_stack_id: a\nactive_project_id: b\nactive_workspace_id: c\nuser_id: d\n',
    })

    await connectClient(computer.environment, requestOf('a'))

    expect(Object.keys(parse((await computer.texts()).config ?? ''))).toEqual(['user_id', 'store'])
  })

  test('makes files that only their owner can read, and keeps links', async () => {
    const computer = await clientComputer()
    const real = join(computer.home, 'dotfiles', 'zenml.yaml')
    await writeFileAndFolder(real, config)
    await writeFileAndFolder(join(computer.directory, 'x'), '')
    await symlink(real, computer.configFile)

    await connectClient(computer.environment, requestOf('a'))

    expect(parse(await readFile(real, 'utf8')).store.url).toBe('https://a.example.com')
    expect((await readClient(computer.environment)).deployment).toBe('a')
    const files = Object.keys(await everyFile(computer.home)).filter((file) => !file.endsWith('/x'))
    expect(files).toHaveLength(3)
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600)

    await disconnectClient(computer.environment)
    expect(await readFile(computer.configFile, 'utf8')).toBe(config)
    expect(await readFile(real, 'utf8')).toBe(config)
  })

  test('puts the certificate of the authority where the client takes it, until the end', async () => {
    const computer = await clientComputer()
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
    const file = join(computer.directory, 'local_stores', 'certificates', 'zen-a.pem')

    await connectClient(computer.environment, requestOf('a', { caCertificate: pem }))

    expect(parse((await computer.texts()).config ?? '').store.verify_ssl).toBe(file)
    expect(await readFile(file, 'utf8')).toBe(pem)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await connectClient(computer.environment, requestOf('a', { caCertificate: pem }))
    expect(again.changed).toBe(false)

    await disconnectClient(computer.environment, 'a')
    expect(await everyFile(computer.home)).toEqual({})
  })

  test('keeps the certificates of two deployments, and of local stores elsewhere, apart', async () => {
    const computer = await clientComputer()
    const stores = join(computer.home, 'stores')
    const environment = { ...computer.environment, env: { ZENML_LOCAL_STORES_PATH: stores } }

    await connectClient(environment, requestOf('a', { caCertificate: 'PEM a' }))
    await connectClient(environment, requestOf('b', { caCertificate: 'PEM b' }))
    await connectClient(environment, requestOf('b', { verifySsl: false, caCertificate: 'PEM b' }))

    expect(await everyFile(stores)).toEqual({ [join(stores, 'certificates', 'zen-a.pem')]: 'PEM a' })
  })
})
