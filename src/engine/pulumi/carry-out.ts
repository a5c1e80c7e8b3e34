import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { ZenError } from '../../errors/zen-error.ts'
import type { EngineListener } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import type { Watch } from './engine-parts.ts'
import { type Operation, runEngine } from './engine-run.ts'
import { engineError } from './failure.ts'
import type { PulumiContext } from './pulumi-context.ts'
import type { WorkerResult } from './worker-process.ts'

export type Done = Extract<WorkerResult, { readonly kind: 'done' }>

/**
 * Runs the engine and throws what went wrong, in the words of whoever knows best: the cluster, when it is certain that
 * the release will not come up (then nobody waits for the engine's patience to end) or knows why it did not; else the
 * engine.
 * @throws ZenError
 */
export async function carryOut(context: PulumiContext, operation: Operation): Promise<Done> {
  const { facts } = context
  const stopping = new AbortController()
  const isWatched = operation.operation === 'up' && operation.part === 'everything'
  const watching = watchPlaces(context, operation.listener, stopping)
  const result = await runEngine(context, {
    ...operation,
    signal: AbortSignal.any([operation.signal, stopping.signal]),
    ...(isWatched ? { announced: watching.announced } : {}),
  })
  const hopeless = await watching.stop()
  if (result.kind === 'done') return result
  const { aborted: isInterrupted } = operation.signal
  const { spec } = operation.target
  const engine = engineError({
    ...{ name: spec.name, failure: result.failure, isInterrupted, now: facts.now() },
    explain: (message) => operation.program.explain?.(message, spec),
  })
  if (isInterrupted) throw engine
  throw inBetterWords(hopeless ?? (await diagnosis(context, watching.cluster())), engine)
}

interface Watching {
  readonly announced: (place: ClusterPlace) => void
  readonly cluster: () => Cluster | undefined
  /** Stops watching; answers what was found to be hopeless. */
  readonly stop: () => Promise<ZenError | undefined>
}

/** The program says where the server will be; from then on the cluster is watched. That it can't be is no failure. */
function watchPlaces(context: PulumiContext, listener: EngineListener, stopping: AbortController): Watching {
  let cluster: Cluster | undefined
  let watch: Watch | undefined
  let failure: ZenError | undefined
  let isWatched = false
  let isOver = false
  const start = async (place: ClusterPlace) => {
    cluster = await openPlace(context, place)
    if (isOver) return
    watch = context.parts.cluster.watch(cluster, listener)
    failure = await watch.failure
    stopping.abort()
  }
  return {
    announced: (place) => {
      // The program runs more than once when it has something to recover from.
      if (!isWatched) void start(place).catch(() => undefined)
      isWatched = true
    },
    cluster: () => cluster,
    stop: async () => {
      isOver = true
      await watch?.stop()
      return failure
    },
  }
}

async function diagnosis(
  { parts }: PulumiContext,
  cluster: Cluster | undefined,
): Promise<ZenError | undefined> {
  return cluster && parts.cluster.diagnose(cluster).catch(() => undefined)
}

/** The engine's own words are kept, below, unless there are others already. */
function inBetterWords(better: ZenError | undefined, engine: ZenError): ZenError {
  if (!better) return engine
  const { code, message, fix, exit, details } = better
  const foreign = better.foreign ?? engine.foreign
  return new ZenError({ code, message, fix, exit, details, ...(foreign ? { foreign } : {}), cause: engine })
}
