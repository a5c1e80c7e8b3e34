/** What can be asked of a server that is there: its log, how it is, a way to it. */
import type { Cluster } from '../../cluster/cluster.ts'
import { deploymentNotFound } from '../../errors/deployment.ts'
import { lookCutOff } from '../../errors/place.ts'
import { messageOf } from '../../errors/zen-error.ts'
import type { EngineListener } from '../engine.ts'
import type { Forward, LiveFacts, LogOptions } from '../live.ts'
import { openPlace, storedPlace, whereIfKnown } from './cluster-access.ts'
import { freshPlace, isShortLived, renewedPlace } from './fresh-place.ts'
import { fieldOf, textOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { readStored } from './read.ts'
import { isOnlyData, type Stored } from './stored-deployment.ts'

/** What is told while another login is asked for, and what ends that. */
interface Asking {
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

const untold: EngineListener = () => undefined

/** @throws ZenError `DEPLOYMENT_NOT_FOUND` */
async function running(context: PulumiContext, name: string): Promise<Stored> {
  const stored = await readStored(context, name)
  if (!stored || isOnlyData(stored)) throw deploymentNotFound(name, [])
  return stored
}

async function clusterOf(
  context: PulumiContext,
  stored: Stored,
  asking: Asking,
): Promise<Cluster | undefined> {
  const place = await freshPlace(context, stored, asking)
  return place && openPlace(context, place)
}

/** @throws ZenError `DEPLOYMENT_NOT_FOUND`, or what the cluster or its cloud refuses */
export async function* logsOf(
  context: PulumiContext,
  name: string,
  options: LogOptions,
): AsyncIterable<string> {
  const { listener = untold, signal } = options
  const cluster = await clusterOf(context, await running(context, name), { listener, signal })
  if (cluster) yield* context.parts.cluster.log(cluster, options)
}

/** Never throws: what can't be asked is a trouble. */
export async function inspect(
  context: PulumiContext,
  name: string,
  signal: AbortSignal,
  listener: EngineListener = untold,
): Promise<LiveFacts> {
  try {
    const stored = await running(context, name)
    const where = await whereIfKnown(context, stored.spec, await storedPlace(context, stored))
    return { where, ...(await liveFacts(context, stored, { listener, signal })) }
  } catch (error) {
    return { troubles: [messageOf(error)] }
  }
}

async function liveFacts(context: PulumiContext, stored: Stored, asking: Asking): Promise<LiveFacts> {
  try {
    const cluster = await clusterOf(context, stored, asking)
    return cluster ? await context.parts.cluster.liveFacts(cluster, looked(stored)) : { troubles: [] }
  } catch (error) {
    return { troubles: [asking.signal.aborted ? lookCutOff() : messageOf(error)] }
  }
}

function looked({ outputs }: Stored): { readonly url?: string } {
  const url = textOf(outputs, 'url')
  return url === undefined || fieldOf(outputs, 'unexposed') === true ? {} : { url }
}

/** `undefined` for a server that has an address of its own. */
export async function forward(
  context: PulumiContext,
  name: string,
  signal: AbortSignal,
  listener: EngineListener = untold,
): Promise<Forward | undefined> {
  const stored = await running(context, name)
  if (fieldOf(stored.outputs, 'unexposed') !== true) return undefined
  const cluster = await clusterOf(context, stored, { listener, signal })
  if (!cluster) return undefined
  const renew = async () => {
    const place = await renewedPlace(context, stored, { listener: untold, signal })
    return place && openPlace(context, place)
  }
  const renewing = isShortLived(context, stored) ? { renew } : {}
  return context.parts.cluster.forward(cluster, { port: portOf(stored), signal, ...renewing })
}

/** The port that its address names, which clients on this computer know it by. */
function portOf({ outputs }: Stored): number {
  const url = fieldOf(outputs, 'url')
  return typeof url === 'string' ? Number(new URL(url).port) : 0
}
