import { afterAll, beforeAll } from 'vitest'
import { startDocker, type TestDocker } from './daemon.ts'
import { serverImage } from './image.ts'

/** A real Docker for all tests of a file, with an image of the server in it. Known once the first test runs. */
export interface DockerForTests {
  readonly docker: TestDocker
  readonly image: string
}

/** Call at the top of a test file; what it returns answers inside tests. */
export function dockerForTests(): () => DockerForTests {
  let started: DockerForTests | undefined
  beforeAll(async () => {
    const docker = await startDocker()
    started = { docker, image: await serverImage(docker) }
  })
  afterAll(() => started?.docker.stop())
  return () => {
    if (!started) throw new Error('Docker is there only while tests run.')
    return started
  }
}
