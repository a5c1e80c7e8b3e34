import type { Context } from '../context.ts'
import type { Engine } from '../engine/engine.ts'
import type { ForgetPlan, Forgetting } from '../engine/forgetting.ts'
import { declined, deploymentNotFound } from '../errors/deployment.ts'
import { forgettingWarning, notForgettable } from '../errors/forgetting.ts'
import { missingValue, type Problem, usageError } from '../errors/usage.ts'
import { doomedLines } from '../words/previewed.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { restoreClient } from './destroy.ts'
import { listenWith, stepIfSlow } from './engine-progress.ts'
import { allDeployments, allEngines } from './engines.ts'
import { stopIfInterrupted } from './interruption.ts'

export interface ForgetOptions {
  readonly name: string | undefined
  readonly yes: boolean
  readonly unlock: boolean
  readonly problems: readonly Problem[]
}

export interface Forgotten extends ForgetPlan {
  readonly name: string
  readonly client: { readonly restored: boolean; readonly configFile: string }
}

interface Doomed {
  readonly engine: Engine
  readonly forgetting: Forgetting
  readonly plan: ForgetPlan
}

/**
 * Takes away what zen itself knows of a deployment, and the client's connection to it. Nothing that was deployed is
 * touched, or asked.
 * @throws ZenError `USAGE` (2), `DECLINED` (3), `DEPLOYMENT_LOCKED` (5), `DEPLOYMENT_NOT_FOUND`, `NOT_FORGETTABLE` (1)
 */
export async function forget(context: Context, options: ForgetOptions): Promise<Forgotten> {
  const { terminal, signal } = context
  refuseSilence(context, options)
  const name = options.name ?? (await chooseDeployment(context, undefined)).deployment.name
  const title = 'Looking at what zen knows'
  const { engine, forgetting, plan } = await stepIfSlow(terminal, title, () => find(context, name))
  if (!options.yes) await consent(context, name, plan)
  stopIfInterrupted(context)
  if (options.unlock) await engine.cancel(name)
  await listenWith(terminal, `Forgetting "${name}"`, (listener) =>
    forgetting.carryOut(name, listener, signal),
  )
  return { name, ...plan, client: await restoreClient(context, name) }
}

/** What may go on costing money is given up by name, and never because it happens to be the only one. */
function refuseSilence({ terminal }: Context, { name, yes, problems }: ForgetOptions): void {
  const isAsked = terminal.canAsk && !yes
  const silent = [
    ...(yes || isAsked ? [] : [missingValue('yes', 'Your consent to forget')]),
    ...(name !== undefined || isAsked ? [] : [missingValue('name', 'The name of what is to be forgotten')]),
  ]
  if (problems.length + silent.length > 0) throw usageError([...problems, ...silent], 'destroy')
}

async function find(context: Context, name: string): Promise<Doomed> {
  for (const engine of await allEngines(context)) {
    const { forgetting } = engine
    const plan = await forgetting?.plan(name)
    if (forgetting && plan) return { engine, forgetting, plan }
  }
  const known = (await allDeployments(context)).map((deployment) => deployment.name)
  throw known.includes(name) ? notForgettable(name) : deploymentNotFound(name, known)
}

async function consent({ terminal }: Context, name: string, { where, resources }: ForgetPlan): Promise<void> {
  for (const line of doomedLines(resources)) terminal.info(line)
  terminal.warn(forgettingWarning(where))
  const message = `To forget it all the same, type its name: ${name}`
  const answer = await terminal.ask({ kind: 'text', flag: 'yes', message })
  if (answer.trim() !== name) throw declined('forgotten')
}
