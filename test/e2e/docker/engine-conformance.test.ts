import { afterAll, beforeAll } from 'vitest'
import { startDocker, type TestDocker } from '../../docker/daemon.ts'
import { testTarget, testZen } from '../../docker/deployment.ts'
import { serverImage } from '../../docker/image.ts'
import { engineConformance } from '../../fakes/engine-conformance.ts'

let docker: TestDocker
let image: string

beforeAll(async () => {
  docker = await startDocker()
  image = await serverImage(docker)
})
afterAll(() => docker.stop())

engineConformance(
  'the docker provider',
  async () => ({ engine: (await testZen(docker)).engine, target: await testTarget(docker, { image }) }),
  { timeoutMs: 120_000 },
)
