import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readClientSettings } from '../../../src/engine/local/client-settings.ts'
import { serverEnvironment } from '../../../src/engine/local/server-environment.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const options = {
  configDirectory: '/zen/zenml',
  localStores: '/client/local_stores',
  username: 'default',
  password: '',
  jwtKey: 'k',
  client: {},
}

test('what the shell says to the client, to zen or to uvicorn does not reach the server', () => {
  const env = {
    PATH: '/bin',
    ZENML_STORE_URL: 'mysql://elsewhere',
    ZENML_CONFIG_PATH: '/client',
    ZENML_SERVER_AUTH_SCHEME: 'NO_AUTH',
    DISABLE_DATABASE_MIGRATION: 'true',
    WEB_CONCURRENCY: '8',
    UVICORN_HOST: '0.0.0.0',
    ZEN_PASSWORD: 'tulip',
  }

  const result = serverEnvironment({ ...options, env })

  expect(result['PATH']).toBe('/bin')
  expect(result['ZENML_CONFIG_PATH']).toBe('/zen/zenml')
  expect(JSON.stringify(result)).not.toMatch(/elsewhere|NO_AUTH|tulip|MIGRATION|WEB_CONCURRENCY|UVICORN/)
})

test("the shell's word on analytics goes before the client's", () => {
  const client = { analytics: true }

  expect(serverEnvironment({ ...options, client, env: {} })['ZENML_ANALYTICS_OPT_IN']).toBe('true')
  const env = { ZENML_ANALYTICS_OPT_IN: 'false' }
  expect(serverEnvironment({ ...options, client, env })['ZENML_ANALYTICS_OPT_IN']).toBe('false')
  expect(serverEnvironment({ ...options, env: {} })).not.toHaveProperty('ZENML_ANALYTICS_OPT_IN')
})

test("the client's id and its word on analytics are read from its file; a bad file has neither", async () => {
  const directory = await temporaryDirectory()
  expect(await readClientSettings(directory)).toEqual({})

  await writeFile(join(directory, 'config.yaml'), 'user_id: abc\nanalytics_opt_in: false\n')
  expect(await readClientSettings(directory)).toEqual({ userId: 'abc', analytics: false })

  for (const text of ['a: [', '- list', '']) {
    await writeFile(join(directory, 'config.yaml'), text)
    expect(await readClientSettings(directory)).toEqual({})
  }
  const folder = join(directory, 'other')
  await mkdir(join(folder, 'config.yaml'), { recursive: true })
  expect(await readClientSettings(folder)).toEqual({})
})
