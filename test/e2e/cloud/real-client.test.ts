/** A real ZenML client and a real ZenML server, at the address that a simulated cloud gave it, over HTTPS. */
import { expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import { expectConnected } from '../newcomer.ts'
import { pipelineRuns, runPipeline } from '../pipeline.ts'
import { deployed, scene } from './conformance.ts'

test('somebody who has deployed is logged in, and runs a pipeline', async () => {
  const it = await scene(fixture, { hasClient: true, realServers: true })

  const { server } = await deployed(it, 'team')

  await expectConnected(it.here, server.url)
  await runPipeline(it.here, 'kept')
  expect(await pipelineRuns(it.here)).toEqual(['kept completed'])
})
