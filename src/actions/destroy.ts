import { connectedDeployments, disconnectClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import { recordTimeline } from '../deployment/timeline.ts'
import type { DestroyPlan, DestroyResult, Engine } from '../engine/engine.ts'
import { deploymentNotFound, noDeployments } from '../errors/deployment.ts'
import { orForget } from '../errors/forgetting.ts'
import { missingValue, type Problem, usageError } from '../errors/usage.ts'
import { messageOf } from '../errors/zen-error.ts'
import { chooseDeploymentIfAny } from './choose-deployment.ts'
import { revokeKey } from './client-connection.ts'
import { type DestroyWishes, decideDestroy } from './decide-destroy.ts'
import { stepIfSlow } from './engine-progress.ts'
import { allDeployments, allEngines } from './engines.ts'
import { followUp } from './follow-up.ts'
import { stopIfInterrupted } from './interruption.ts'

export interface DestroyOptions extends DestroyWishes {
  readonly name: string | undefined
  readonly unlock: boolean
  readonly problems: readonly Problem[]
}

export interface Destroyed extends DestroyResult {
  readonly name: string
  /** Nothing was taken away, because the place where it was is gone. */
  readonly placeGone?: true
  /** What refuses was passed over, and can be forgotten. */
  readonly forgettable?: true
  readonly client: { readonly restored: boolean; readonly configFile: string }
}

/** What is to go: a deployment, or only the data that an earlier destroy kept. */
interface Doomed {
  readonly name: string
  readonly engine: Engine
  readonly plan: DestroyPlan
}

/**
 * Takes a deployment away: the server first, then the client's connection to it. Says what is left.
 * @throws ZenError `USAGE` (2), `DECLINED` (3), `DEPLOYMENT_LOCKED` (5), `DEPLOYMENT_NOT_FOUND`, `PLACE_UNREACHABLE` (1)
 */
export async function destroy(context: Context, options: DestroyOptions): Promise<Destroyed> {
  refuseSilentConsent(context, options)
  const unasked: string[] = []
  const chosen = options.name ?? (await chooseDeploymentIfAny(context, undefined))?.deployment.name
  const doomed = await stepIfSlow(context.terminal, 'Looking at what is there', () =>
    find(context, chosen, unasked),
  )
  if (!doomed) return forget(context, options, unasked)
  const { name, engine, plan } = doomed
  const decision = await decideDestroy(context, options, doomed)
  const { data, placeGone } = decision
  const isForgettable = options.force && engine.forgetting !== undefined
  stopIfInterrupted(context)
  if (options.unlock) await engine.cancel(name)
  const deployment = await engine.read(name)
  // A key in a database that stays must not outlive its use.
  if (deployment && data !== 'delete' && plan.dataLocation && !placeGone) await revokeKey(context, deployment)
  const timeline = recordTimeline(() => context.now().getTime())
  const followed = { title: `Destroying "${name}"`, planned: plan, timeline }
  const result = await followUp(context, followed, (listener) =>
    engine.destroy(name, decision, listener, context.signal),
  ).catch((error: unknown) => {
    throw isForgettable ? orForget(error, name) : error
  })
  const client = await restoreClient(context, name)
  const more = {
    ...(placeGone ? { placeGone } : {}),
    ...(isForgettable ? { forgettable: true as const } : {}),
  }
  return { name, ...result, ...more, client }
}

function refuseSilentConsent({ terminal }: Context, { yes, problems }: DestroyOptions): void {
  const silent = yes || terminal.canAsk ? [] : [missingValue('yes', 'Your consent to destroy')]
  if (problems.length + silent.length > 0) throw usageError([...problems, ...silent], 'destroy')
}

/**
 * Without deployments there may still be a connection that a killed destroy left behind: then `undefined`. Why an
 * engine could not be asked goes to `unasked`: where there is no Docker, other deployments must go all the same.
 */
async function find(
  context: Context,
  chosen: string | undefined,
  unasked: string[],
): Promise<Doomed | undefined> {
  if (chosen === undefined) return undefined
  for (const engine of await allEngines(context)) {
    const plan = await engine.planDestroy(chosen).catch(async (error: unknown) => {
      if (await engine.read(chosen)) throw error
      unasked.push(messageOf(error))
      return undefined
    })
    if (plan) return { name: chosen, engine, plan }
  }
  return undefined
}

/** Nothing is deployed under that name; a connection that a killed destroy left behind is still taken away. */
async function forget(
  context: Context,
  options: DestroyOptions,
  unasked: readonly string[],
): Promise<Destroyed> {
  const connections = await connectedDeployments(context.clientEnvironment)
  const deployments = (await allDeployments(context)).map(({ name }) => name)
  const abandoned = connections
    .map(({ deployment }) => deployment)
    .filter((name) => !deployments.includes(name))
  const name = options.name ?? abandoned.at(-1)
  if (name === undefined) throw noDeployments()
  if (!abandoned.includes(name)) throw deploymentNotFound(name, deployments, unasked)
  return { name, left: [], data: { action: 'none' }, client: await restoreClient(context, name) }
}

export async function restoreClient({ clientEnvironment, terminal }: Context, name: string) {
  const { restored, configFile, warnings } = await disconnectClient(clientEnvironment, name)
  for (const warning of warnings) terminal.warn(warning)
  return { restored, configFile }
}
