import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDocker, type TestDocker } from '../../docker/daemon.ts'
import { testTarget, testZen } from '../../docker/deployment.ts'
import { serverImage } from '../../docker/image.ts'
import { startMariadb } from '../../docker/mariadb.ts'
import { databaseType, registerUser, users } from '../../docker/zenml-login.ts'

let docker: TestDocker

beforeAll(async () => {
  docker = await startDocker()
})
afterAll(() => docker.stop())

test('a database of its own is used, and neither destroy nor --delete-data touches it', async () => {
  const { port, user, password } = await startMariadb(docker.gateway ?? '0.0.0.0')
  const url = `mysql://${user}@host.docker.internal:${port}/zenml`
  const options = { image: await serverImage(docker), 'database-url': url }
  const target = await testTarget(docker, options, { 'database-password': password })
  const zen = await testZen(docker)
  const { name } = target.spec

  const first = await zen.engine.up(target, zen.listener, zen.signal)
  const type = await databaseType(first.outputs)
  await registerUser(first.outputs, 'ada')
  const plan = await zen.engine.planDestroy(name)
  const destroyed = await zen.engine.destroy(name, { data: 'delete' }, zen.listener, zen.signal)
  const again = await zen.engine.up(
    { ...target, secrets: { ...target.secrets, password: first.outputs.password } },
    zen.listener,
    zen.signal,
  )

  expect(first.resources.map((resource) => resource.type)).toEqual(['Docker image', 'Docker container'])
  expect(type).toBe('mysql')
  expect(plan?.dataLocation).toBeUndefined()
  expect(destroyed).toEqual({ left: [], data: { action: 'none', location: url } })
  expect(await users(again.outputs)).toEqual(['ada', 'default'])
})
