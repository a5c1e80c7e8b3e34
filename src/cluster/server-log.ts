/** The log of a server: of all its pods, as one. */
import { setTimeout as delay } from 'node:timers/promises'
import type { LogOptions } from '../engine/live.ts'
import { noServerPod } from '../errors/cluster-pods.ts'
import { ZenError } from '../errors/zen-error.ts'
import type { Query } from './api.ts'
import type { Cluster } from './cluster.ts'
import { diagnoseRelease } from './diagnosis.ts'
import { LineQueue } from './line-queue.ts'
import { components, deploymentOf, pathIn, SERVER, selectorOf } from './names.ts'
import { type Container, type Pod, podOf } from './pod.ts'
import { timedLog } from './timed-log.ts'

const POLL_MS = 1500

/**
 * Line by line without line ends; with the name of the pod in front where there are several. While it follows, it goes
 * on with the pods that replace others, and waits for a cluster that does not answer for a while.
 * @throws ZenError why there is no log: what {@link diagnoseRelease} finds, or `NO_SERVER_POD`
 */
export async function* serverLog(
  cluster: Cluster,
  options: LogOptions,
  pollMs: number = POLL_MS,
): AsyncIterable<string> {
  try {
    yield* linesOf(cluster, options, pollMs)
  } catch (error) {
    // Who reads no further wants to hear no reason.
    if (!options.signal.aborted) throw error
  }
}

async function* linesOf(cluster: Cluster, options: LogOptions, pollMs: number): AsyncIterable<string> {
  const { tail, follow, signal } = options
  const pods = await podsWithLog(cluster, signal)
  if (pods.length === 0)
    throw (await diagnoseRelease(cluster, signal)) ?? noServerPod(deploymentOf(cluster.place))
  if (!follow) {
    for (const pod of pods) yield* wholeLog(cluster, pod, tail, pods.length > 1, signal)
    return
  }
  const readers = new AbortController()
  const ended = AbortSignal.any([signal, readers.signal])
  const queue = new LineQueue(ended)
  const following = followAll(cluster, { pods, tail, queue, pollMs, signal: ended }).catch((error: unknown) =>
    queue.fail(error),
  )
  try {
    yield* queue
  } finally {
    readers.abort()
    await following
  }
}

async function* wholeLog(
  cluster: Cluster,
  { name }: Pod,
  tail: number,
  isOneOfMany: boolean,
  signal: AbortSignal,
): AsyncIterable<string> {
  const query = { container: SERVER.container, tailLines: String(tail) }
  for await (const line of cluster.api.lines(`${pathIn(cluster.place, 'pods')}/${name}/log`, {
    query,
    signal,
  }))
    yield isOneOfMany ? `${name} ${line}` : line
}

/** A pod has a log as soon as its server ran for the first time. */
async function podsWithLog({ api, place }: Cluster, signal: AbortSignal): Promise<readonly Pod[]> {
  const query = { labelSelector: selectorOf(place, components.server) }
  const pods = (await api.list(pathIn(place, 'pods'), { query, signal })).map(podOf)
  return pods.filter((pod) => hasRun(serverIn(pod)))
}

function serverIn({ containers }: Pod): Container | undefined {
  return containers.find(({ name }) => name === SERVER.container)
}

function hasRun(container: Container | undefined): boolean {
  return container !== undefined && (container.state !== 'waiting' || container.before !== undefined)
}

interface Following {
  /** Those that are there at the start. */
  readonly pods: readonly Pod[]
  readonly tail: number
  readonly queue: LineQueue
  readonly pollMs: number
  readonly signal: AbortSignal
}

/** One reader for each run of each server, until the signal is aborted. */
async function followAll(cluster: Cluster, { pods, tail, queue, pollMs, signal }: Following): Promise<void> {
  const readers = new Map<string, Promise<void>>()
  const names = new Set<string>()
  const start = (pod: Pod, from: Query) => {
    const run = `${pod.uid} ${serverIn(pod)?.restarts}`
    if (readers.has(run)) return
    names.add(pod.name)
    readers.set(run, read(pod.name, from))
  }
  const read = async (name: string, from: Query) => {
    for await (const line of timedLog(cluster, name, from, { pollMs, signal }))
      queue.push(names.size > 1 ? `${name} ${line}` : line)
  }
  for (const pod of pods) start(pod, { tailLines: String(tail) })
  while (!signal.aborted) {
    await delay(pollMs, undefined, { signal }).catch(() => undefined)
    for (const pod of await podsWithLog(cluster, signal).catch(none)) start(pod, {})
  }
  await Promise.all(readers.values())
}

function none(error: unknown): readonly never[] {
  if (error instanceof ZenError) return []
  throw error
}
