import { expect, test } from 'vitest'
import { connectClient } from '../../src/client/connection.ts'
import { clientComputer, requestOf } from './client-computer.ts'

const previousStore = `store:
  database: zenml
  driver: sqlite
  type: sql
  url: sqlite:////home/me/.config/zenml/local_stores/default_zen_store/zenml.db
`

test('a client that was never used gets the two smallest files that connect it', async () => {
  const computer = await clientComputer()

  await connectClient(computer.environment, requestOf('a'))

  expect(await computer.texts()).toEqual({
    config: `store:
  type: rest
  url: https://a.example.com
  verify_ssl: true
`,
    credentials: `https://a.example.com:
  url: https://a.example.com
  api_key: ZENKEY_a
`,
  })
})

test('a client since 0.70 gets the server in config.yaml and the API key in credentials.yaml', async () => {
  const computer = await clientComputer({
    config: `active_project_id: 0f5d0a9e-8c0f-4a3b-9d55-2f7c3d1b0a11
active_stack_id: 7c1b6f0e-51c9-4b0e-8f6e-9b3c1d2e4f50
analytics_opt_in: true
${previousStore}user_id: 5b0c7c3a-3a52-4d9e-9a54-0e6a7d7f8c21
version: 0.98.0
`,
    credentials: `https://team.example.com:
  api_key: ZENKEY_team
  url: https://team.example.com
`,
  })

  await connectClient(computer.environment, requestOf('a'))

  expect(await computer.texts()).toEqual({
    config: `analytics_opt_in: true
store:
  type: rest
  url: https://a.example.com
  verify_ssl: true
user_id: 5b0c7c3a-3a52-4d9e-9a54-0e6a7d7f8c21
version: 0.98.0
`,
    credentials: `https://team.example.com:
  api_key: ZENKEY_team
  url: https://team.example.com
https://a.example.com:
  url: https://a.example.com
  api_key: ZENKEY_a
`,
  })
})

test('a client before 0.70 gets everything in config.yaml', async () => {
  const computer = await clientComputer({
    config: `active_stack_id: 7c1b6f0e-51c9-4b0e-8f6e-9b3c1d2e4f50
active_workspace_id: 0f5d0a9e-8c0f-4a3b-9d55-2f7c3d1b0a11
${previousStore}version: 0.68.1
`,
  })

  await connectClient(computer.environment, requestOf('a', { verifySsl: false }))

  expect(await computer.texts()).toEqual({
    config: `store:
  type: rest
  url: https://a.example.com
  verify_ssl: false
  api_key: ZENKEY_a
version: 0.68.1
`,
    credentials: undefined,
  })
})

test.each([
  ['0.55.5', true],
  ['0.69.1', true],
  ['0.70.0', false],
  ['0.98.0.dev20260101', false],
  ['1.0.0', false],
])('version %s keeps the API key in config.yaml: %s', async (version, inConfig) => {
  const computer = await clientComputer({ config: `version: ${version}\n` })

  await connectClient(computer.environment, requestOf('a'))

  const { config, credentials } = await computer.texts()
  expect(config?.includes('ZENKEY_a')).toBe(inConfig)
  expect(credentials?.includes('ZENKEY_a') ?? false).toBe(!inConfig)
})
