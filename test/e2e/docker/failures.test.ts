import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { deploymentDirectory } from '../../../src/engine/records.ts'
import { startDocker, type TestDocker } from '../../docker/daemon.ts'
import { type TestZen, testTarget, testZen, withOptions } from '../../docker/deployment.ts'
import { dockerWithoutLabels } from '../../docker/docker-wrapper.ts'
import { imageRunning } from '../../docker/image.ts'
import { freePort } from '../../free-port.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

let docker: TestDocker
/** Starts, says two lines, and never becomes a server. */
let silent: string

beforeAll(async () => {
  docker = await startDocker()
  const script =
    'trap "exit 0" TERM; echo one; touch /zenml/.zenconfig/file && echo written; tail -f /dev/null & wait'
  silent = await imageRunning(docker, 'silent', ['sh', '-c', script])
})
afterAll(() => docker.stop())

const up = ({ engine, listener, signal }: TestZen, target: Target) => engine.up(target, listener, signal)

/** Starts `up` and waits until it waits for the server; aborted, it leaves the container running. */
async function waitingUp(zen: TestZen, target: Target) {
  const controller = new AbortController()
  const running = zen.engine.up(target, zen.listener, controller.signal).catch((error: unknown) => error)
  await expect.poll(() => zen.events.at(-1)?.text, { timeout: 30_000 }).toContain('Waiting for the server')
  return {
    abort: () => {
      controller.abort()
      return running
    },
  }
}

function recordOf(zen: TestZen, target: Target): string {
  return join(deploymentDirectory(zen.facts.dataDirectory, target.spec.name), 'record.json')
}

test('a server that ends at once: its exit code, its last words, and no endless restarts', async () => {
  const image = await imageRunning(docker, 'crash', ['sh', '-c', 'echo the reason; exit 3'])
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image })]

  await expect(up(zen, target)).rejects.toMatchObject({
    code: 'CONTAINER_CRASHED',
    details: { exitCode: 3 },
    foreign: expect.stringContaining('the reason'),
  })

  expect(await docker.docker('inspect', '--format', '{{.State.Status}}', `zen-${target.spec.name}`)).toBe(
    'exited',
  )
  expect((await zen.engine.read(target.spec.name))?.status).toBe('incomplete')
})

test('an interrupted up says so, leaves an unfinished deployment, and keeps others away while it runs', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  const running = await waitingUp(zen, target)

  await expect(zen.engine.stop(target.spec.name, zen.listener, zen.signal)).rejects.toMatchObject({
    code: 'DEPLOYMENT_LOCKED',
    exit: 5,
  })
  expect(await running.abort()).toMatchObject({ code: 'INTERRUPTED', exit: 130 })
  expect((await zen.engine.read(target.spec.name))?.status).toBe('incomplete')
  await zen.engine.destroy(target.spec.name, { data: 'delete' }, zen.listener, zen.signal)
  expect(await zen.engine.planDestroy(target.spec.name)).toBeUndefined()
})

test('the volume can be written to by the user of the image, also where the image gives a name for it', async () => {
  const container = await docker.docker('create', silent)
  await docker.docker('commit', '--change', 'USER zenml', container, 'zen-test/named-user')
  await docker.docker('rm', container)
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: 'zen-test/named-user' })]
  const running = await waitingUp(zen, target)
  const controller = new AbortController()
  const lines: string[] = []

  for await (const line of zen.engine.logs(target.spec.name, {
    tail: 10,
    follow: true,
    signal: controller.signal,
  })) {
    lines.push(line)
    if (lines.length === 2) controller.abort()
  }
  await running.abort()

  expect(lines).toEqual(['one', 'written'])
})

test('a container of that name that zen did not make is left alone', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  await docker.docker('create', '--name', `zen-${target.spec.name}`, silent)

  const check = zen.engine.checks(target).find(({ id }) => id === 'docker-name')
  await expect(check?.run()).rejects.toMatchObject({ code: 'CONTAINER_NAME_TAKEN' })
  await expect(up(zen, target)).rejects.toMatchObject({ code: 'CONTAINER_NAME_TAKEN' })
  await expect(
    zen.engine.destroy(target.spec.name, { data: 'delete' }, zen.listener, zen.signal),
  ).rejects.toThrow()
})

test('a taken port is found by the check, and reported in the same words when Docker finds it', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent, port })]

  const finding = await zen.engine
    .checks(target)
    .find(({ id }) => id === 'docker-port')
    ?.run()

  expect(finding).toMatchObject({ verdict: 'fail', message: `Port ${port} is already in use.` })
  await expect(up(zen, target)).rejects.toMatchObject({ code: 'PORT_IN_USE', details: { port } })
  const running = await waitingUp(zen, withOptions(target, { port: await freePort() }))
  expect(await running.abort()).toMatchObject({ code: 'INTERRUPTED' })
})

test('an image that nobody has', async () => {
  const [zen, target] = [
    await testZen(docker),
    await testTarget(docker, { image: 'registry.invalid/none:1' }),
  ]

  await expect(up(zen, target)).rejects.toMatchObject({
    code: 'REGISTRY_UNREACHABLE',
    foreign: expect.stringMatching(/./),
  })
})

test('a volume that somebody else uses is left, and destroy says so', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  const { name } = target.spec
  await (await waitingUp(zen, target)).abort()
  const other = await docker.docker('create', '--volume', `zen-${name}-data:/data`, silent)
  onTestFinished(async () => void (await docker.docker('rm', '--force', other)))

  const destroyed = await zen.engine.destroy(name, { data: 'delete' }, zen.listener, zen.signal)

  expect(destroyed.left).toEqual([expect.stringContaining(`Docker volume zen-${name}-data`)])
  expect(await zen.engine.planDestroy(name)).toMatchObject({ dataLocation: `Docker volume zen-${name}-data` })
})

test('without a docker command nothing is listed, and up says how to get one', async () => {
  const [zen, target] = [
    await testZen(docker, { PATH: '/nowhere' }),
    await testTarget(docker, { image: silent }),
  ]

  expect(await zen.engine.list()).toEqual([])
  await expect(up(zen, target)).rejects.toMatchObject({ code: 'DOCKER_NOT_INSTALLED' })
})

test('with the daemon away the status is unknown; a daemon that hangs is not waited for', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  const socket = `${await temporaryDirectory()}/socket`
  const away = withOptions(target, { 'docker-host': `unix://${socket}` })
  await expect(up(zen, away)).rejects.toMatchObject({ code: 'DOCKER_NOT_RUNNING' })
  await (await waitingUp(zen, target)).abort()
  const record = JSON.parse(await readFile(recordOf(zen, target), 'utf8'))
  await writeFile(
    recordOf(zen, target),
    JSON.stringify({ ...record, runtime: { connection: { host: `unix://${socket}` } } }),
  )

  const whenAway = await zen.engine.read(target.spec.name)
  const hanging = createServer().listen(socket)
  onTestFinished(() => void hanging.close())
  await once(hanging, 'listening')
  const whenHanging = await zen.engine.read(target.spec.name)

  expect([whenAway?.status, whenHanging?.status]).toEqual(['unknown', 'unknown'])
})

test('a command that shows no labels in its list, like that of Podman 4, is asked about each container', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  await (await waitingUp(zen, target)).abort()
  const stranger = await testZen(docker, await dockerWithoutLabels(docker))

  const found = await stranger.engine.read(target.spec.name)

  expect(found).toMatchObject({ status: 'running', spec: target.spec })
})

test('a deployment does not move to another Docker unnoticed', async () => {
  const [zen, target] = [await testZen(docker), await testTarget(docker, { image: silent })]
  await (await waitingUp(zen, target)).abort()
  const elsewhere = withOptions(target, { 'docker-host': 'ssh://nobody@box.invalid', host: '0.0.0.0' })

  await expect(up(zen, elsewhere)).rejects.toMatchObject({ code: 'DEPLOYMENT_ELSEWHERE' })
})
