/** `zen` as a newcomer types it, on a real Docker daemon with an image made from the package on PyPI. */
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dockerForTests } from '../../docker/docker-for-tests.ts'
import { freePort } from '../../free-port.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { clientFiles, expectConnected, expectDashboard, expectSecretsHidden } from '../newcomer.ts'
import { computer, resultOf, runOn, zen } from '../zen-command.ts'

const setup = dockerForTests()

test('one command deploys a container that the real client uses, and one takes it away without a trace', async () => {
  const { docker, image } = setup()
  const address = docker.env['DOCKER_HOST']
  const here = await computer([dirname(await zenmlPython())], address ? { DOCKER_HOST: address } : {})
  const name = `newcomer-${process.pid}`
  onTestFinished(async () => {
    await zen(here, ['destroy', name, '--yes', '--delete-data', '--json'])
  })
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await clientFiles(here)
  const [port, again] = [String(await freePort()), ['up', name, '--json']]
  const flags = ['--provider', 'docker', '--name', name, '--image', image, '--port', port]

  const deployed = await zen(here, ['deploy', ...flags, '--yes', '--json'])

  const url = `http://127.0.0.1:${port}`
  expect(resultOf(deployed)).toMatchObject({
    ok: true,
    deployment: { name, provider: 'docker', status: 'running' },
    server: { url, version: '0.98.0', username: 'default', database: { type: 'sqlite' } },
    client: { connected: true },
  })
  const { server } = resultOf(await zen(here, ['show', name, '--reveal', '--json']))
  await expectConnected(here, url)
  await expectDashboard(url, { username: 'default', password: server.password })
  await expectSecretsHidden(here, name, deployed.stdout + deployed.stderr)
  expect(resultOf(await zen(here, again)).changes).toMatchObject({ create: 0, update: 0, replace: 0 })

  const destroyed = await zen(here, ['destroy', name, '--delete-data', '--yes', '--json'])

  expect(resultOf(destroyed)).toMatchObject({
    ok: true,
    destroyed: [name],
    left: [],
    data: { action: 'deleted' },
    client: { restored: true },
  })
  expect(await clientFiles(here)).toEqual(before)
  expect(await docker.docker('ps', '--all', '--quiet', '--filter', `name=${name}`)).toBe('')
  expect(await docker.docker('volume', 'ls', '--quiet', '--filter', `name=${name}`)).toBe('')
})
