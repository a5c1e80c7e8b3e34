import type { Spec } from '../../stacks/contract.ts'
import { runChecks } from '../checks/check.ts'
import { clientFilesCheck } from '../checks/client-files.ts'
import { dataDirectoryCheck } from '../checks/data-directory.ts'
import { serverInfo } from '../client/server-api.ts'
import type { Context } from '../context.ts'
import { changeLines, changesAnything, countChanges, estimateLine } from '../deployment/changes.ts'
import type { Preview, UpResult } from '../engine/engine.ts'
import { declined } from '../errors/deployment.ts'
import { missingValue } from '../errors/usage.ts'
import { equivalentCommand } from '../words/equivalent-command.ts'
import { connectOnce, presentConnection } from './client-connection.ts'
import { listenWith } from './engine-progress.ts'
import { stopIfInterrupted } from './interruption.ts'
import { type PlannedSpec, planSpec } from './plan-spec.ts'
import type { SpecRequest } from './spec-request.ts'

export interface DeployOptions extends SpecRequest {
  /** Do it without asking. */
  readonly yes: boolean
  /** Stop before anything changes. */
  readonly preview: boolean
  /** Connect the client of this computer. */
  readonly connect: boolean
  /** Take over the lock first. */
  readonly unlock: boolean
}

export interface Deployed {
  readonly kind: 'deployed'
  readonly spec: Spec
  readonly up: UpResult
  readonly version: string
  readonly client: { readonly connected: boolean; readonly configFile?: string }
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC. */
  readonly updatedAt: string
  readonly durationSeconds: number
}

export interface Previewed {
  readonly kind: 'previewed'
  readonly spec: Spec
  readonly preview: Preview
}

/**
 * Puts a server where the spec says and connects the client. A preview is the same sequence, stopped early. Running
 * it again continues an unfinished deployment and changes nothing in a finished one.
 * @throws ZenError `USAGE` (2), `DECLINED` (3), `CHECKS_FAILED` (4), `DEPLOYMENT_LOCKED` (5), or what went wrong (1)
 */
export async function deploy(context: Context, options: DeployOptions): Promise<Deployed | Previewed> {
  const startedAt = context.now()
  const plan = await planSpec(context, withConfirmation(context, options))
  const { engine, spec, secrets } = plan
  const target = { spec, secrets }

  await runChecks([...commonChecks(context, options), ...engine.checks(target)], context)
  const preview = await engine.preview(target, context.signal)
  stopIfInterrupted(context)
  if (options.preview) return { kind: 'previewed', spec, preview }
  await confirm(context, options, plan, preview)

  if (options.unlock) await engine.cancel(spec.name)
  const up = await listenWith(context.terminal, `Deploying "${spec.name}"`, (listener) =>
    engine.up(target, listener, context.signal),
  )
  stopIfInterrupted(context)
  const { version } = await serverInfo(up.outputs)
  const client = await clientOf(context, options, { name: spec.name, up })
  const { createdAt, updatedAt } = await timesOf(context, plan)
  const durationSeconds = Math.round((context.now().getTime() - startedAt.getTime()) / 100) / 10
  return { kind: 'deployed', spec, up, version, client, createdAt, updatedAt, durationSeconds }
}

/** Where nobody can be asked, the answer to the last question is one more value that must be given. */
function withConfirmation({ terminal }: Context, options: DeployOptions): SpecRequest {
  if (options.yes || options.preview || terminal.canAsk) return options
  return { ...options, problems: [...options.problems, missingValue('yes', 'Your consent to go ahead')] }
}

function commonChecks({ clientEnvironment }: Context, { connect }: DeployOptions) {
  const client = connect ? [clientFilesCheck(clientEnvironment)] : []
  return [dataDirectoryCheck(clientEnvironment.dataDirectory), ...client]
}

/** Connects if that is wanted. A key of a server that did not change still works, and is not replaced. */
async function clientOf(
  context: Context,
  { connect }: DeployOptions,
  { name, up }: { readonly name: string; readonly up: UpResult },
): Promise<Deployed['client']> {
  if (!connect) return presentConnection(context, name)
  const keepKey = !changesAnything(up.resources)
  return connectOnce(context, { name, outputs: up.outputs, keepKey })
}

async function confirm(
  context: Context,
  { yes }: DeployOptions,
  plan: PlannedSpec,
  preview: Preview,
): Promise<void> {
  const { terminal } = context
  if (!changesAnything(preview.resources)) return
  for (const line of changeLines(preview.resources)) terminal.info(line)
  terminal.hint(estimateLine(preview.estimate))
  if (yes) return
  terminal.hint(
    `The same without questions: ${equivalentCommand(plan.provider, plan.spec, await context.facts())}`,
  )
  const { create } = countChanges(preview.resources)
  const message = `${create > 0 ? 'Deploy' : 'Change'} "${plan.spec.name}" on ${preview.where}?`
  if (!(await terminal.confirm({ kind: 'confirm', flag: 'yes', message, default: true })))
    throw declined(create > 0 ? 'created' : 'changed')
}

async function timesOf(context: Context, { engine, spec }: PlannedSpec) {
  const now = context.now().toISOString()
  return (await engine.read(spec.name)) ?? { createdAt: now, updatedAt: now }
}
