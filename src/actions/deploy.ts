import { resolve } from 'node:path'
import type { Spec } from '../../stacks/contract.ts'
import { clientFilesCheck } from '../checks/client-files.ts'
import { dataDirectoryCheck } from '../checks/data-directory.ts'
import { reportFileCheck } from '../checks/report-file.ts'
import type { Context, StateWishes } from '../context.ts'
import { countChanges } from '../deployment/changes.ts'
import { type PricedChoice, pricedChoices } from '../deployment/priced-choices.ts'
import { recordTimeline, type Work } from '../deployment/timeline.ts'
import type { Preview, UpResult } from '../engine/engine.ts'
import { guidedUnasked, missingValue } from '../errors/usage.ts'
import { again, equivalentCommand } from '../words/equivalent-command.ts'
import { priceWords } from '../words/previewed.ts'
import { checkTarget } from './check-target.ts'
import { confirmDeployment } from './confirm-deployment.ts'
import { stepIfSlow } from './engine-progress.ts'
import { type FinishedServer, finishServer } from './finished-server.ts'
import { followUp } from './follow-up.ts'
import { stopIfInterrupted } from './interruption.ts'
import { type PlannedSpec, planSpec } from './plan-spec.ts'
import type { SpecRequest } from './spec-request.ts'
import { reported, type Story } from './write-report.ts'

export interface DeployOptions extends SpecRequest {
  /** Do it without asking. */
  readonly yes: boolean
  /** Stop before anything changes. */
  readonly preview: boolean
  /** Connect the client of this computer. */
  readonly connect: boolean
  /** Take over the lock first. */
  readonly unlock: boolean
  /** Where to write a page about it. */
  readonly report?: string
  /** It is an upgrade, which is said so: from which version of ZenML, if that is known, to which. */
  readonly upgrade?: { readonly from: string | undefined; readonly to: string }
}

export interface Deployed extends FinishedServer {
  readonly kind: 'deployed'
  readonly spec: Spec
  readonly up: UpResult
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC. */
  readonly updatedAt: string
  readonly durationSeconds: number
  /** What the engine worked on. */
  readonly works?: readonly Work[]
  /** The page that was written, an absolute path. */
  readonly report?: string
  readonly typedState?: StateWishes | undefined
}

export interface Previewed {
  readonly kind: 'previewed'
  readonly spec: Spec
  readonly preview: Preview
  /** What it would cost otherwise. */
  readonly choices?: readonly PricedChoice[]
  /** The page that was written, an absolute path. */
  readonly report?: string
}

/**
 * Puts a server where the spec says and connects the client. A preview is the same sequence, stopped early. Running
 * it again continues an unfinished deployment and changes nothing in a finished one.
 * @throws ZenError `USAGE` (2), `DECLINED` (3), `CHECKS_FAILED` (4), `DEPLOYMENT_LOCKED` (5), or what went wrong (1)
 */
export async function deploy(context: Context, options: DeployOptions): Promise<Deployed | Previewed> {
  const timeline = recordTimeline(() => context.now().getTime())
  const story: Story = { startedAt: context.now(), timeline }
  const file = reportFile(context, options)
  if (file === undefined) return carryOut(context, options, story)
  const wish = { file, story, state: options.typedState }
  return reported(context, wish, () => carryOut(context, options, story))
}

/** Tells the story what it finds out on the way. */
async function carryOut(
  context: Context,
  options: DeployOptions,
  story: Story,
): Promise<Deployed | Previewed> {
  const { startedAt, timeline } = story
  const plan = await planSpec(context, withConfirmation(context, options))
  story.plan = plan
  const { engine } = plan
  const { target, where } = await checkTarget(context, { plan, common: commonChecks(context, options) })
  const { spec } = target
  const title = `Working out what changes for "${spec.name}"`
  const changes = await stepIfSlow(context.terminal, title, (listener) =>
    engine.preview(target, context.signal, listener),
  )
  const preview = where === undefined ? changes : { ...changes, where }
  story.preview = preview
  stopIfInterrupted(context)
  if (options.preview && options.guided)
    context.terminal.hint(`To deploy this without questions: ${await commandOf(context, options, plan)}`)
  if (options.preview)
    return { kind: 'previewed', spec, preview, choices: pricedChoices(plan.provider, spec) }
  await confirmDeployment(context, await consentOf(context, options, plan, preview))

  if (options.unlock) await engine.cancel(spec.name)
  const verb = options.upgrade ? 'Upgrading' : 'Deploying'
  const followed = { title: `${verb} "${spec.name}"`, planned: preview, timeline }
  const up = await followUp(context, followed, (listener) => engine.up(target, listener, context.signal))
  stopIfInterrupted(context)
  const { connect, typedState } = options
  const server = await finishServer(context, { name: spec.name, engine, up, connect })
  const { createdAt, updatedAt } = await timesOf(context, plan)
  const durationSeconds = Math.round((context.now().getTime() - startedAt.getTime()) / 100) / 10
  const times = { createdAt, updatedAt, durationSeconds, works: timeline.works() }
  return { kind: 'deployed', spec, up, ...server, ...times, typedState }
}

/** An absolute path. */
function reportFile({ clientEnvironment }: Context, { report }: DeployOptions): string | undefined {
  return report === undefined ? undefined : resolve(clientEnvironment.workingDirectory, report)
}

/** Where nobody can be asked, the answer to the last question is one more value that must be given. */
function withConfirmation({ terminal }: Context, options: DeployOptions): SpecRequest {
  if (options.guided && !terminal.canAsk)
    return { ...options, problems: [...options.problems, guidedUnasked()] }
  if (options.yes || options.preview || terminal.canAsk) return options
  return { ...options, problems: [...options.problems, missingValue('yes', 'Your consent to go ahead')] }
}

function commonChecks(context: Context, options: DeployOptions) {
  const { clientEnvironment } = context
  const client = options.connect ? [clientFilesCheck(clientEnvironment)] : []
  const file = reportFile(context, options)
  const report = file === undefined ? [] : [reportFileCheck(file)]
  return [dataDirectoryCheck(clientEnvironment.dataDirectory), ...client, ...report]
}

/** What is asked before anything changes, and what does the same unasked. */
async function consentOf(context: Context, options: DeployOptions, plan: PlannedSpec, preview: Preview) {
  const { yes, typedState: state, upgrade } = options
  const { spec } = plan
  const subject = `"${spec.name}" on ${preview.where}`
  if (upgrade) {
    const { from, to } = upgrade
    const question = `Upgrade ${subject} ${from === undefined ? '' : `from ZenML ${from} `}to ZenML ${to}?`
    const command = `zen upgrade ${spec.name} --server-version ${to}${again(state)} --yes`
    return { yes, preview, question, command }
  }
  const verb = countChanges(preview.resources).create > 0 ? 'Deploy' : 'Change'
  const command = await commandOf(context, options, plan)
  return { yes, preview, question: `${verb} ${subject}${priceWords(preview.estimate)}?`, command }
}

/** Says what differs from what is usual, or was said earlier. */
async function commandOf(context: Context, { typedState: state }: DeployOptions, plan: PlannedSpec) {
  const { provider, spec, files, existing } = plan
  const stored = existing?.spec.options ?? {}
  return equivalentCommand(provider, spec, { facts: await context.facts(), state, stored, files })
}

async function timesOf(context: Context, { engine, spec }: PlannedSpec) {
  const now = context.now().toISOString()
  return (await engine.read(spec.name)) ?? { createdAt: now, updatedAt: now }
}
