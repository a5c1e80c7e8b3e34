import { connectedDeployments, disconnectClient } from '../client/connection.ts'
import type { Context } from '../context.ts'
import { changeLines } from '../deployment/changes.ts'
import type { DataDecision, DestroyPlan, DestroyResult, Engine } from '../engine/engine.ts'
import { declined, deploymentNotFound, noDeployments } from '../errors/deployment.ts'
import { missingValue, type Problem, usageError } from '../errors/usage.ts'
import { messageOf } from '../errors/zen-error.ts'
import { chooseDeploymentIfAny } from './choose-deployment.ts'
import { revokeKey } from './client-connection.ts'
import { listenWith } from './engine-progress.ts'
import { allDeployments, allEngines } from './engines.ts'
import { stopIfInterrupted } from './interruption.ts'

export interface DestroyOptions {
  readonly name: string | undefined
  readonly yes: boolean
  readonly deleteData: boolean
  readonly unlock: boolean
  readonly problems: readonly Problem[]
}

export interface Destroyed extends DestroyResult {
  readonly name: string
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
 * @throws ZenError `USAGE` (2), `DECLINED` (3), `DEPLOYMENT_LOCKED` (5), `DEPLOYMENT_NOT_FOUND` (1)
 */
export async function destroy(context: Context, options: DestroyOptions): Promise<Destroyed> {
  refuseSilentConsent(context, options)
  const unasked: string[] = []
  const doomed = await find(context, options, unasked)
  if (!doomed) return forget(context, options, unasked)
  const { name, engine, plan } = doomed
  const data = await decide(context, options, doomed)
  stopIfInterrupted(context)
  if (options.unlock) await engine.cancel(name)
  const deployment = await engine.read(name)
  // A key in a database that stays must not outlive its use.
  if (deployment && data === 'keep' && plan.dataLocation) await revokeKey(context, deployment)
  const result = await listenWith(context.terminal, `Destroying "${name}"`, (listener) =>
    engine.destroy(name, { data }, listener, context.signal),
  )
  return { name, ...result, client: await restoreClient(context, name) }
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
  { name }: DestroyOptions,
  unasked: string[],
): Promise<Doomed | undefined> {
  const chosen = name ?? (await chooseDeploymentIfAny(context, undefined))?.deployment.name
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

async function decide({ terminal }: Context, options: DestroyOptions, doomed: Doomed): Promise<DataDecision> {
  const { name, plan } = doomed
  for (const line of changeLines(plan.resources)) terminal.info(line)
  const data = options.yes ? wished(options) : await askData(terminal, options, plan)
  if (options.yes) return data
  const fate = data === 'delete' ? `, and delete the data in ${plan.dataLocation} for good` : ''
  const message = `Destroy "${name}" on ${plan.where}${fate}?`
  if (!(await terminal.confirm({ kind: 'confirm', flag: 'yes', message, default: false })))
    throw declined('destroyed')
  return data
}

function wished({ deleteData }: DestroyOptions): DataDecision {
  return deleteData ? 'delete' : 'keep'
}

async function askData(
  terminal: Context['terminal'],
  options: DestroyOptions,
  plan: DestroyPlan,
): Promise<DataDecision> {
  if (options.deleteData || plan.dataLocation === undefined)
    return plan.dataLocation ? wished(options) : 'keep'
  const answer = await terminal.ask({
    kind: 'select',
    flag: 'delete-data',
    message: `What should become of the data in ${plan.dataLocation}?`,
    choices: [
      { value: 'keep', label: 'Keep it' },
      { value: 'delete', label: 'Delete it for good' },
    ],
    default: 'keep',
  })
  return answer === 'delete' ? 'delete' : 'keep'
}

async function restoreClient({ clientEnvironment, terminal }: Context, name: string) {
  const { restored, configFile, warnings } = await disconnectClient(clientEnvironment, name)
  for (const warning of warnings) terminal.warn(warning)
  return { restored, configFile }
}
