import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResourceChange, Target, UpResult } from '../../../src/engine/engine.ts'
import { deploymentDirectory, readSecrets } from '../../../src/engine/records.ts'
import { startDocker, type TestDocker } from '../../docker/daemon.ts'
import { type TestZen, testTarget, testZen, withOptions } from '../../docker/deployment.ts'
import { watchDocker } from '../../docker/docker-wrapper.ts'
import { serverImage } from '../../docker/image.ts'
import { nameOfAdministrator, registerUser, users } from '../../docker/zenml-login.ts'
import { freePort } from '../../free-port.ts'

let docker: TestDocker
let image: string

beforeAll(async () => {
  docker = await startDocker()
  image = await serverImage(docker)
})
afterAll(() => docker.stop())

const up = ({ engine, listener, signal }: TestZen, target: Target) => engine.up(target, listener, signal)
const actions = ({ resources }: { resources: readonly ResourceChange[] }) =>
  resources.map(({ action }) => action)

async function deployed(options = {}): Promise<{ zen: TestZen; target: Target; first: UpResult }> {
  const zen = await testZen(docker)
  const target = await testTarget(docker, { image, ...options })
  return { zen, target, first: await up(zen, target) }
}

test('a fresh deployment lets its administrator in; a second up and a zen without files change nothing', async () => {
  const watch = await watchDocker(docker)
  const [zen, target] = [await testZen(docker, watch.env), await testTarget(docker, { image })]
  const first = await up(zen, target)
  const before = await zen.engine.read(target.spec.name)
  const second = await up(zen, target)
  const stranger = await testZen(docker)
  const found = await stranger.engine.read(target.spec.name)
  const third = await up(stranger, target)

  expect(await nameOfAdministrator(first.outputs)).toBe('default')
  expect(actions(first)).toEqual(['same', 'create', 'create'])
  expect(before?.status).toBe('running')
  expect(await zen.engine.read(target.spec.name)).toEqual(before)
  expect(found).toMatchObject({ status: 'running', spec: target.spec, outputs: first.outputs })
  for (const { resources, outputs } of [second, third]) {
    expect(actions({ resources })).toEqual(['same', 'same', 'same'])
    expect(outputs).toEqual(first.outputs)
  }
  // Secrets are in no argument and in no label.
  const stored = await readSecrets(deploymentDirectory(zen.facts.dataDirectory, target.spec.name))
  const [{ Config, Args }] = JSON.parse(await docker.docker('inspect', `zen-${target.spec.name}`))
  const visible = JSON.stringify([await watch.commands(), Config.Cmd, Config.Entrypoint, Config.Labels, Args])
  expect(visible).toContain('ZENML_SERVER_JWT_SECRET_KEY')
  expect(Object.keys(stored).sort()).toEqual(['encryption-key', 'jwt-key', 'password'])
  for (const secret of Object.values(stored)) expect(visible).not.toContain(secret)
})

test('another port replaces the container and another password reaches the server; data and both outlast a stop', async () => {
  const { zen, target, first } = await deployed()
  await registerUser(first.outputs, 'ada')
  const moved = withOptions(target, { port: await freePort() }, { password: 'Another-one-5' })
  const preview = await zen.engine.preview(moved, zen.signal)
  const second = await up(zen, moved)
  await zen.engine.stop(target.spec.name, zen.listener, zen.signal)
  const stopped = await zen.engine.read(target.spec.name)
  const third = await up(zen, { ...moved, secrets: {} })

  const url = `http://127.0.0.1:${moved.spec.options['port']}`
  expect(actions(preview)).toEqual(['same', 'same', 'replace'])
  expect(actions(second)).toEqual(actions(preview))
  expect(second.outputs).toMatchObject({ url, password: 'Another-one-5' })
  expect(stopped?.status).toBe('stopped')
  expect(actions(third)).toEqual(['same', 'same', 'update'])
  expect(third.outputs).toEqual(second.outputs)
  expect(await users(third.outputs)).toEqual(['ada', 'default'])
})

test('destroy keeps the data for a later deployment of that name, or deletes it and leaves nothing', async () => {
  const { zen, target, first } = await deployed()
  const { name } = target.spec
  await registerUser(first.outputs, 'ada')
  const kept = await zen.engine.destroy(name, { data: 'keep' }, zen.listener, zen.signal)
  const planForKept = await zen.engine.planDestroy(name)
  const listed = await zen.engine.list()
  const again = await up(zen, target)
  const otherKey = up(zen, withOptions(target, {}, { 'encryption-key': 'another one' }))
  await expect(otherKey).rejects.toMatchObject({ code: 'ENCRYPTION_KEY_FIXED' })
  const seen = await users(again.outputs)
  await docker.docker('rm', '--force', `zen-${name}`)
  const removedByHand = await zen.engine.read(name)
  const deleted = await zen.engine.destroy(name, { data: 'delete' }, zen.listener, zen.signal)

  const location = `Docker volume zen-${name}-data`
  expect(kept).toEqual({ left: [], data: { action: 'kept', location } })
  expect(planForKept).toMatchObject({ resources: [], dataLocation: location })
  expect(listed.map((deployment) => deployment.name)).not.toContain(name)
  expect(again.outputs.password).toBe(first.outputs.password)
  expect(seen).toEqual(['ada', 'default'])
  expect(removedByHand?.status).toBe('incomplete')
  expect(deleted).toEqual({ left: [], data: { action: 'deleted' } })
  expect(await docker.docker('ps', '--all', '--quiet', '--filter', `name=zen-${name}`)).toBe('')
  expect(await docker.docker('volume', 'ls', '--quiet', '--filter', `name=zen-${name}-data`)).toBe('')
  expect(await zen.engine.planDestroy(name)).toBeUndefined()
})
