import { testTarget, testZen } from '../../docker/deployment.ts'
import { dockerForTests } from '../../docker/docker-for-tests.ts'
import { engineConformance } from '../../fakes/engine-conformance.ts'

const setup = dockerForTests()

engineConformance(
  'the docker provider',
  async () => {
    const { docker, image } = setup()
    return { engine: (await testZen(docker)).engine, target: await testTarget(docker, { image }) }
  },
  { timeoutMs: 120_000 },
)
