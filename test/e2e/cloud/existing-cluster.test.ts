/** A server in a cluster of others, by the built `zen`: found, used, and left as it was. */
import { expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import { freePort } from '../../free-port.ts'
import { startZen } from '../zen-command.ts'
import { deployed, destroyed, expectNothingBilled, scene, shown } from './conformance.ts'

test('has an address of its own there, or none; and the cluster outlives it', async () => {
  const it = await scene(fixture)
  const { here, cloud } = it
  await deployed(it, 'host')
  const before = cloud.account().objects().length
  const cluster = ['--cluster', 'zen-host']

  const open = await deployed(it, 'team', ...cluster)
  expect(open.server.url).toMatch(/^https:/)
  expect((await shown(here, 'team')).server).toMatchObject({ healthy: true })

  const port = String(await freePort())
  const closed = await deployed(it, 'inside', ...cluster, '--expose', 'none', '--port', port)
  expect(closed.server.url).toBe(`http://127.0.0.1:${port}`)
  const connecting = startZen(here, ['connect', 'inside'])
  await expect.poll(connecting.said, { timeout: 20_000 }).toContain('127.0.0.1')
  expect((await fetch(`${closed.server.url}/health`)).status).toBe(200)
  connecting.child.kill('SIGINT')
  await connecting.ended

  await destroyed(it, 'inside')
  await destroyed(it, 'team')
  expect(cloud.account().objects()).toHaveLength(before)
  expect((await shown(here, 'host')).server).toMatchObject({ healthy: true })
  await destroyed(it, 'host')
  expectNothingBilled(it)
})
