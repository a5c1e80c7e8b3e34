import { describe, expect, test } from 'vitest'
import {
  connectClient,
  connectedDeployments,
  disconnectClient,
  readClient,
} from '../../src/client/connection.ts'
import { clientComputer, everyFile, requestOf } from './client-computer.ts'
import { config, credentials } from './files-made-by-hand.ts'

describe('reading', () => {
  test('finds the version, the store, and the deployment behind it', async () => {
    const computer = await clientComputer({ config, credentials })
    const before = await readClient(computer.environment)

    await connectClient(computer.environment, requestOf('a'))

    expect(before).toEqual({
      configFile: computer.configFile,
      version: '0.97.0',
      store: { type: 'rest', url: 'https://team.example.com' },
      warnings: [],
    })
    expect(await readClient(computer.environment)).toEqual({
      ...before,
      store: { type: 'rest', url: 'https://a.example.com' },
      deployment: 'a',
    })
  })

  test('finds nothing, and makes nothing, where there is no client', async () => {
    const computer = await clientComputer()

    expect(await readClient(computer.environment)).toEqual({ configFile: computer.configFile, warnings: [] })
    expect(await connectedDeployments(computer.environment)).toEqual([])
    expect(await disconnectClient(computer.environment)).toEqual({
      restored: false,
      configFile: computer.configFile,
      warnings: [],
    })
    expect(await everyFile(computer.home)).toEqual({})
  })

  test('of a broken file is a warning', async () => {
    const computer = await clientComputer({ config: 'store: [\n' })

    const state = await readClient(computer.environment)

    expect(state.warnings).toEqual([`${computer.configFile} is not valid YAML.`])
  })
})
