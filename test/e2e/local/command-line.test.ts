/** `zen` as a newcomer types it, with the real ZenML server and client: deploy, use, destroy. */
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../free-port.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { clientFiles, expectConnected, expectDashboard, expectSecretsHidden } from '../newcomer.ts'
import { type Computer, commandLines, computer, resultOf, runOn, zen } from '../zen-command.ts'

async function zenmlComputer(): Promise<Computer> {
  const made = await computer([dirname(await zenmlPython())])
  onTestFinished(async () => {
    await zen(made, ['destroy', '--yes', '--json'])
  })
  return made
}

test('one command deploys a server that the real client uses, and one takes it away without a trace', async () => {
  const here = await zenmlComputer()
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await clientFiles(here)
  const port = await freePort()

  const deployed = await zen(here, [
    'deploy',
    '--provider',
    'local',
    '--port',
    String(port),
    '--yes',
    '--json',
  ])

  const url = `http://127.0.0.1:${port}`
  expect(resultOf(deployed)).toMatchObject({
    ok: true,
    command: 'deploy',
    deployment: { name: 'local', provider: 'local', status: 'running' },
    server: { url, version: '0.98.0', username: 'default', database: { type: 'sqlite' } },
    client: { connected: true, configFile: join(here.clientDirectory, 'config.yaml') },
  })
  await expectConnected(here, url)
  await expectDashboard(url, { username: 'default', password: '' })
  await expectSecretsHidden(here, 'local', deployed.stdout + deployed.stderr)

  const destroyed = await zen(here, ['destroy', '--yes', '--json'])

  expect(resultOf(destroyed)).toMatchObject({
    ok: true,
    destroyed: ['local'],
    left: [],
    data: { action: 'kept' },
    client: { restored: true },
  })
  expect(await clientFiles(here)).toEqual(before)
  expect((await commandLines()).includes(here.home)).toBe(false)
  expect(await runOn(here, 'zenml', ['stack', 'list'])).toMatchObject({ exit: 0 })
})

test('on a computer where ZenML was never used, nothing of the client is left but its database', async () => {
  const here = await zenmlComputer()
  const port = await freePort()

  await zen(here, ['up', '--port', String(port), '--json'])
  const again = await zen(here, ['up', '--json'])
  const listed = await zen(here, ['list', '--json'])
  const shown = await zen(here, ['show', '--json'])
  const stopped = await zen(here, ['down', '--json'])
  const listedAfter = await zen(here, ['list', '--json'])

  const none = { create: 0, update: 0, replace: 0, delete: 0 }
  expect(resultOf(again)).toMatchObject({ ok: true, command: 'up', changes: none })
  expect(resultOf(listed).deployments).toMatchObject([
    { name: 'local', status: 'running', url: `http://127.0.0.1:${port}` },
  ])
  expect(resultOf(shown)).toMatchObject({ server: { healthy: true }, client: { connected: true } })
  expect(resultOf(stopped)).toMatchObject({ ok: true, stopped: ['local'], client: { restored: true } })
  expect(resultOf(listedAfter).deployments).toMatchObject([{ name: 'local', status: 'stopped' }])
  expect(await clientFiles(here)).toEqual({ config: undefined, credentials: undefined })
})
