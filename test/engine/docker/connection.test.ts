import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { serverUrl } from '../../../src/engine/docker/address.ts'
import { connectionFor, placeOf, remoteComputer, variablesOf } from '../../../src/engine/docker/connection.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const spec = (options = {}) => ({
  name: 'docker',
  provider: 'docker',
  options: { port: 8238, host: '127.0.0.1', ...options },
})
const facts = (env = {}) => ({ dataDirectory: '/none', clientDirectory: '/none', env, now: () => new Date() })

test('the daemon is the one of the option, else of DOCKER_HOST, of DOCKER_CONTEXT, or of the current context', async () => {
  const home = await temporaryDirectory()
  await writeFile(`${home}/config.json`, JSON.stringify({ auths: {}, currentContext: 'colima' }))
  const config = { DOCKER_CONFIG: home }

  const env = { ...config, DOCKER_HOST: 'ssh://me@box', DOCKER_CONTEXT: 'desktop' }
  expect(await connectionFor(spec({ 'docker-host': 'tcp://far:2376' }), facts(env))).toEqual({
    host: 'tcp://far:2376',
  })
  expect(await connectionFor(spec(), facts(env))).toEqual({ host: 'ssh://me@box' })
  expect(await connectionFor(spec(), facts({ ...config, DOCKER_CONTEXT: 'desktop' }))).toEqual({
    context: 'desktop',
  })
  expect(await connectionFor(spec(), facts(config))).toEqual({ context: 'colima' })
  expect(await connectionFor(spec(), facts({ HOME: home }))).toEqual({ context: 'default' })
})

test('a context stays the same daemon whatever DOCKER_HOST says later', () => {
  expect(variablesOf({ context: 'colima' })).toEqual({ DOCKER_HOST: '', DOCKER_CONTEXT: 'colima' })
})

test.each([
  ['unix:///var/run/docker.sock', undefined],
  ['npipe:////./pipe/docker_engine', undefined],
  ['tcp://127.0.0.1:2375', undefined],
  ['tcp://docker:2376', 'docker'],
  ['ssh://me@box.example.com:2222', 'box.example.com'],
])('the computer of %s is %s', (endpoint, computer) => {
  expect(remoteComputer(endpoint)).toBe(computer)
})

test.each([
  ['127.0.0.1', undefined, 'http://127.0.0.1:8238'],
  ['localhost', undefined, 'http://localhost:8238'],
  ['0.0.0.0', undefined, 'http://127.0.0.1:8238'],
  ['::1', undefined, 'http://[::1]:8238'],
  ['192.168.1.5', undefined, 'http://192.168.1.5:8238'],
  ['0.0.0.0', 'box', 'http://box:8238'],
])('a server at %s of computer %s has the address %s', (host, computer, url) => {
  expect(serverUrl(spec({ host }), computer)).toBe(url)
})

test("another computer's loopback address is refused, since nobody here could reach it", () => {
  expect(() => serverUrl(spec(), 'box')).toThrow(
    expect.objectContaining({ code: 'HOST_OUT_OF_REACH', exit: 2 }),
  )
})

test('people read where it is', () => {
  expect([{ context: 'default' }, { context: 'colima' }, { host: 'ssh://me@box' }].map(placeOf)).toEqual([
    'Docker on this computer',
    'Docker, context colima',
    'Docker at ssh://me@box',
  ])
})
