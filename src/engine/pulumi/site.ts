/** A deployment in a cloud that is to go: what is known of it, and how a step of its destroy is carried out. */
import type { Secrets, Spec } from '../../../stacks/contract.ts'
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import type { ClusterPlace, DataFate, ProgramFacts } from '../../../stacks/program-contract.ts'
import { deploymentNotFound, interrupted } from '../../errors/deployment.ts'
import { messageOf, ZenError } from '../../errors/zen-error.ts'
import type { EngineListener } from '../engine.ts'
import type { Checkpoint } from './checkpoint.ts'
import { runEngine } from './engine-run.ts'
import { engineError } from './failure.ts'
import type { EngineFailure, Job } from './protocol.ts'
import type { PulumiContext } from './pulumi-context.ts'
import type { Removal } from './removal.ts'
import { isShown, type Part } from './stack-names.ts'
import { checkpointOf } from './state-reader.ts'

export interface Site {
  readonly context: PulumiContext
  readonly spec: Spec
  readonly secrets: Secrets
  readonly program: ProgramFacts
  /** What programs are asked to leave. */
  readonly fate: DataFate
  /** The data was to be kept, and was in a cluster that is gone: its volumes may hold it still. */
  readonly sparesVolumes?: true
  /** What the data lies in, if there ever was any that is zen's business. */
  readonly dataLocation: string | undefined
  /** The way into its cluster; `undefined` when there is no cluster, or nobody can ask it. */
  readonly place: ClusterPlace | undefined
  /** What refuses is passed over. */
  readonly isForced: boolean
  /** Why resources refused, by type and name. */
  readonly refusals: Map<string, string>
  /** What nobody will look for any more, a line each. */
  readonly abandoned: string[]
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

export interface Step {
  readonly operation: Extract<Job['operation'], 'look' | 'up' | 'remove' | 'forget'>
  /** Of how much of it the program speaks. @default {@link bare} */
  readonly part?: Part
  /** Nothing in the cluster is concerned, so there is no need of a login. */
  readonly isOutside?: true
  /**
   * The program says what is protected, and the engine writes that down whatever else it does: so it is asked to lift
   * protection only where its cloud is told, too, or has been.
   */
  readonly isLeaving?: true
  /** What the cloud has and no state knows of, with names that the program gave it. */
  readonly found?: readonly CloudResource[]
  readonly removal?: Omit<Removal, 'leaving'>
}

/** What the state says now. */
export async function standing({ context, spec }: Site): Promise<Checkpoint> {
  const checkpoint = await checkpointOf(context, spec.name)
  if (!checkpoint) throw deploymentNotFound(spec.name, [])
  return checkpoint
}

export function ownsCluster({ program, spec }: Site): boolean {
  return program.makesCluster?.(spec) === true
}

/** As much of a deployment as there is without anything in its cluster. */
function bare(site: Site): 'cleared' | 'data' {
  return ownsCluster(site) ? 'cleared' : 'data'
}

/** @throws ZenError in the words of what refused, or `INTERRUPTED` */
export async function carry(site: Site, step: Step): Promise<void> {
  const { context, spec, secrets, program, fate, place, listener, signal } = site
  stopIfAborted(site)
  const isGone = place === undefined || step.isOutside === true
  const result = await runEngine(context, {
    ...{ operation: step.operation, part: step.part ?? bare(site), target: { spec, secrets }, program },
    ...{ checkpoint: await standing(site), listener, signal },
    ...(step.found && step.found.length > 0 ? { found: step.found } : {}),
    removal: { ...step.removal, ...(step.isLeaving ? { leaving: fate } : {}) },
    ...(isGone ? { placeGone: true, variables: { PULUMI_K8S_DELETE_UNREACHABLE: 'true' } } : {}),
  })
  if (result.kind === 'done') return
  remember(site, result.failure)
  throw engineError({
    ...{ name: spec.name, failure: result.failure, isInterrupted: signal.aborted, now: context.facts.now() },
    explain: (message) => program.explain?.(message, spec),
  })
}

export function stopIfAborted({ signal }: Site): void {
  if (signal.aborted) throw interrupted(['Run the same command again to continue.'])
}

/** The same, but what refuses is passed over where that is wanted. @returns whether it came to its end */
export async function carryIfPossible(site: Site, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    stopIfAborted(site)
    if (!site.isForced || !(error instanceof ZenError)) throw error
    site.listener({ kind: 'warning', text: `Passed over: ${messageOf(error)}` })
    return false
  }
}

function remember({ refusals }: Site, { diagnostics }: EngineFailure): void {
  for (const { resource, message } of diagnostics) {
    if (!resource || !isShown(resource.type, true)) continue
    const key = `${resource.type} ${resource.name}`
    refusals.set(key, shortest(refusals.get(key), message))
  }
}

/** The same thing is mostly said twice, once with more around it. */
function shortest(one: string | undefined, other: string): string {
  const said = other.replace(/^.*\n\s*\* /s, '').trim()
  return one === undefined || said.length < one.length ? said : one
}
