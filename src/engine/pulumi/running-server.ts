/** What can be asked of a server that is there: its log, how it is, a way to it. */
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { deploymentNotFound } from '../../errors/deployment.ts'
import { messageOf } from '../../errors/zen-error.ts'
import type { Forward, LiveFacts, LogOptions } from '../live.ts'
import { openPlace, storedPlace, whereIfKnown } from './cluster-access.ts'
import { fieldOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { readStored } from './read.ts'
import { isOnlyData, type Stored } from './stored-deployment.ts'

interface Running {
  readonly stored: Stored
  readonly place: ClusterPlace | undefined
}

/** @throws ZenError `DEPLOYMENT_NOT_FOUND` */
async function running(context: PulumiContext, name: string): Promise<Running> {
  const stored = await readStored(context, name)
  if (!stored || isOnlyData(stored)) throw deploymentNotFound(name, [])
  return { stored, place: await storedPlace(context, stored) }
}

async function clusterOf(context: PulumiContext, name: string): Promise<Cluster | undefined> {
  const { place } = await running(context, name)
  return place && openPlace(context, place)
}

/** @throws ZenError `DEPLOYMENT_NOT_FOUND`, or what the cluster refuses */
export async function* logsOf(
  context: PulumiContext,
  name: string,
  options: LogOptions,
): AsyncIterable<string> {
  const cluster = await clusterOf(context, name)
  if (cluster) yield* context.parts.cluster.log(cluster, options)
}

/** Never throws: what can't be asked is a trouble. */
export async function inspect(context: PulumiContext, name: string): Promise<LiveFacts> {
  try {
    const { stored, place } = await running(context, name)
    const where = await whereIfKnown(context, stored.spec, place)
    if (!place) return { where, troubles: [] }
    const facts = await liveFacts(context, place)
    return { where, ...facts }
  } catch (error) {
    return { troubles: [messageOf(error)] }
  }
}

async function liveFacts(context: PulumiContext, place: ClusterPlace): Promise<LiveFacts> {
  try {
    return await context.parts.cluster.liveFacts(await openPlace(context, place))
  } catch (error) {
    return { troubles: [messageOf(error)] }
  }
}

/** `undefined` for a server that has an address of its own. */
export async function forward(
  context: PulumiContext,
  name: string,
  signal: AbortSignal,
): Promise<Forward | undefined> {
  const { stored, place } = await running(context, name)
  if (!place || fieldOf(stored.outputs, 'unexposed') !== true) return undefined
  return context.parts.cluster.forward(await openPlace(context, place), { port: portOf(stored), signal })
}

/** The port that its address names, which clients on this computer know it by. */
function portOf({ outputs }: Stored): number {
  const url = fieldOf(outputs, 'url')
  return typeof url === 'string' ? Number(new URL(url).port) : 0
}
