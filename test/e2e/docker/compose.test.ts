import { mkdir, writeFile } from 'node:fs/promises'
import spawn from 'nano-spawn'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { isReady } from '../../../src/client/server-health.ts'
import { composeEnvironment, composeFile } from '../../../src/engine/docker/compose.ts'
import { startDocker, type TestDocker } from '../../docker/daemon.ts'
import { testTarget } from '../../docker/deployment.ts'
import { serverImage } from '../../docker/image.ts'
import { nameOfAdministrator } from '../../docker/zenml-login.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

let docker: TestDocker

beforeAll(async () => {
  docker = await startDocker()
})
afterAll(() => docker.stop())

test('the compose file runs as it is, with a password that Compose could misread', async () => {
  const { spec } = await testTarget(docker, { image: await serverImage(docker) })
  const directory = `${await temporaryDirectory()}/${spec.name}`
  const secrets = {
    password: 'pa$$ $HOME "w#rd"',
    'jwt-key': 'ab'.repeat(32),
    'encryption-key': 'cd'.repeat(32),
  }
  await mkdir(directory)
  await writeFile(`${directory}/compose.yaml`, await composeFile(spec))
  await writeFile(`${directory}/.env`, composeEnvironment(spec, secrets), { mode: 0o600 })
  const compose = await composeCommand()
  const run = (...args: string[]) =>
    spawn(compose[0] ?? '', [...compose.slice(1), ...args], { cwd: directory, env: docker.env })
  onTestFinished(() => run('down', '--volumes').then(() => undefined))

  await run('up', '--detach')
  const url = `http://127.0.0.1:${spec.options['port']}`
  await expect.poll(() => isReady({ url }), { timeout: 60_000, interval: 300 }).toBe(true)

  expect(await nameOfAdministrator({ url, username: 'default', password: secrets.password })).toBe('default')
})

/** Compose as a plugin of the docker command, or the older program of its own. */
async function composeCommand(): Promise<readonly string[]> {
  const plugin = await spawn('docker', ['compose', 'version']).catch(() => undefined)
  if (plugin) return ['docker', 'compose']
  const program = await spawn('docker-compose', ['--version']).catch(() => undefined)
  if (program) return ['docker-compose', '--file', 'compose.yaml']
  throw new Error('Docker Compose is missing: apt-get install docker-compose')
}
