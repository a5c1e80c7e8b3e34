/** The life of a deployment in every cloud of the registry, by the built `zen`, without questions. */
import { describe, expect, test } from 'vitest'
import { providers } from '../../../stacks/index.ts'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { clientFiles } from '../newcomer.ts'
import { succeeded, zen } from '../zen-command.ts'
import { deployed, destroyed, expectNothingBilled, scene, shown } from './conformance.ts'

const fixtures = await cloudFixtures()

test('every cloud of the registry is simulated', () => {
  const clouds = providers.filter(({ engine, id }) => engine === 'pulumi' && id !== 'kubernetes')
  expect(fixtures.map(({ provider }) => provider).sort()).toEqual(clouds.map(({ id }) => id).sort())
})

describe.each(fixtures)('$provider', (fixture) => {
  test('is deployed to, looked at, left alone, made larger, and left with nothing that costs', async () => {
    const it = await scene(fixture)
    const { here } = it
    const filesBefore = await clientFiles(here)

    const result = await deployed(it, 'team')

    expect(result).toMatchObject({
      ok: true,
      command: 'deploy',
      deployment: { name: 'team', provider: fixture.provider, status: 'running' },
      server: { url: expect.stringMatching(/^https:/), version: '0.98.0', database: { type: 'mysql' } },
      client: { connected: true },
    })
    const { url } = result.server
    const health = { url, healthy: true, replicas: { ready: 1, wanted: 1 }, troubles: [] }
    const { server } = await shown(here, 'team')
    expect(server).toMatchObject(health)
    expect(Date.parse(server.certificateExpiresAt)).toBeGreaterThan(Date.now())
    const { deployments } = succeeded(await zen(here, ['list', '--json']))
    expect(deployments).toMatchObject([{ name: 'team', provider: fixture.provider, status: 'running' }])
    expect((await zen(here, ['logs', 'team'])).stdout).toContain('Application startup complete.')

    const again = await deployed(it, 'team')
    expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })
    expect(again.deployment.updatedAt).toBe(result.deployment.updatedAt)

    const larger = await deployed(it, 'team', ...fixture.larger)
    expect(larger.changes).toMatchObject({ create: 0, replace: 0, delete: 0 })
    expect(larger.changes.update).toBeGreaterThan(0)
    expect(Date.parse(larger.deployment.updatedAt)).toBeGreaterThan(Date.parse(again.deployment.updatedAt))
    expect((await shown(here, 'team')).server).toMatchObject(health)

    await destroyed(it, 'team')
    expectNothingBilled(it)
    expect(await clientFiles(here)).toEqual(filesBefore)
    expect(succeeded(await zen(here, ['list', '--json']))).toMatchObject({ deployments: [] })
  })
})
