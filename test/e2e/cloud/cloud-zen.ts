/** The Pulumi engine of zen, as a library, on a simulated cloud and with a made-up cluster. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { Engine, EngineEvent, EngineFacts, EngineListener, Target } from '../../../src/engine/engine.ts'
import { type PulumiContext, pulumiContext } from '../../../src/engine/pulumi/pulumi-context.ts'
import { createPulumiEngine } from '../../../src/engine/pulumi/pulumi-engine.ts'
import type { OptionValues, Secrets } from '../../../stacks/contract.ts'
import { providers } from '../../../stacks/index.ts'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { type MadeUpCluster, madeUpCluster } from '../../engine/pulumi/made-up-cluster.ts'
import { startFakeZenmlServer } from '../../fakes/fake-zenml-server.ts'
import { specOf } from '../../stacks/aws/aws-requests.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

export interface CloudZen {
  readonly engine: Engine
  readonly context: PulumiContext
  readonly cluster: MadeUpCluster
  /** Everything the engine has told so far. */
  readonly events: EngineEvent[]
  readonly listener: EngineListener
  readonly target: (options?: OptionValues, secrets?: Secrets, name?: string) => Target
}

/** @param env variables beside those of an administrator */
export async function cloudZen(
  cloud: SimulatedCloud,
  env: Readonly<Record<string, string>> = {},
): Promise<CloudZen> {
  const directory = await temporaryDirectory()
  const server = await startFakeZenmlServer({ active: false })
  onTestFinished(() => server.close())
  const facts: EngineFacts = {
    dataDirectory: join(directory, 'zen'),
    clientDirectory: join(directory, 'zenml'),
    env: { PATH: process.env['PATH'], HOME: directory, ...environmentOf(administrator), ...env },
    now: () => new Date(),
  }
  const pulumiHome = join(directory, 'pulumi')
  await cloud.install(pulumiHome, 'aws', 'kubernetes')
  const command = await toolchainBinary('pulumi')
  const cluster = madeUpCluster()
  cluster.answers.forwardedUrl = server.url
  const parts = {
    ensureEngine: async () => ({ command, pulumiHome }),
    engineChecks: () => [],
    cluster: cluster.parts,
  }
  const events: EngineEvent[] = []
  return {
    engine: createPulumiEngine(facts, providers, parts),
    context: pulumiContext(facts, providers, parts),
    cluster,
    events,
    listener: (event) => void events.push(event),
    target: (options = {}, secrets = {}, name = 'team') => ({
      spec: specOf(options, secrets, name),
      secrets,
    }),
  }
}
