/** The page that `--report` asks for: of what went well, and of what did not. */
import type { Context, StateWishes } from '../context.ts'
import { pricedChoices } from '../deployment/priced-choices.ts'
import type { Timeline } from '../deployment/timeline.ts'
import type { Preview } from '../engine/engine.ts'
import { toZenError } from '../errors/internal.ts'
import { reportNotWritten } from '../errors/report.ts'
import { exitCodes, messageOf, type ZenError } from '../errors/zen-error.ts'
import type { Report } from '../report/report.ts'
import { writeAtomically } from '../storage/atomic-file.ts'
import { again, equivalentCommand } from '../words/equivalent-command.ts'
import type { Deployed, Previewed } from './deploy.ts'
import type { PlannedSpec } from './plan-spec.ts'

/** What is known so far of a deployment under way. */
export interface Story {
  readonly startedAt: Date
  readonly timeline: Timeline
  plan?: PlannedSpec
  preview?: Preview
}

interface Wish {
  /** An absolute path. */
  readonly file: string
  readonly story: Story
  readonly state: StateWishes | undefined
}

/** Runs what fills the story, and writes the report whatever comes of it, once there is something to tell. */
export async function reported<T extends Deployed | Previewed>(
  context: Context,
  wish: Wish,
  run: () => Promise<T>,
): Promise<T> {
  try {
    const result = await run()
    const report = await write(context, wish, { result })
    return report === undefined ? result : { ...result, report }
  } catch (error) {
    const failure = toZenError(error, { isInterrupted: context.signal.aborted })
    const isTold = failure.exit !== exitCodes.usage && failure.exit !== exitCodes.declined
    const report = isTold ? await write(context, wish, { failure }) : undefined
    if (report !== undefined) context.terminal.info(`Report: ${report}`)
    throw error
  }
}

interface End {
  readonly result?: Deployed | Previewed
  readonly failure?: ZenError
}

/** @returns where it is; `undefined` when there is none, which is no reason to fail */
async function write(context: Context, wish: Wish, end: End): Promise<string | undefined> {
  const { plan } = wish.story
  if (!plan) return undefined
  const { file } = wish
  try {
    const { reportPage } = await import('../report/page.ts')
    const facts = await context.facts()
    const command = equivalentCommand(plan.provider, plan.spec, { facts, state: wish.state })
    const report = reportOf(context, { ...wish, plan, command }, end)
    await writeAtomically(file, reportPage(report, secretsOf(plan, end)))
    return file
  } catch (error) {
    context.terminal.warn(reportNotWritten(file, messageOf(error)))
    return undefined
  }
}

function secretsOf({ secrets }: PlannedSpec, { result }: End): readonly string[] {
  const made = result?.kind === 'deployed' ? [result.up.outputs.password] : []
  return [...Object.values(secrets), ...made]
}

interface Telling extends Wish {
  readonly plan: PlannedSpec
  readonly command: string
}

function reportOf({ now }: Context, { story, plan, command, state }: Telling, end: End): Report {
  const { provider, spec } = plan
  const { preview, timeline, startedAt } = story
  const { result, failure } = end
  const at = now()
  const done = result?.kind === 'deployed' ? result : undefined
  const seconds = Math.round((at.getTime() - startedAt.getTime()) / 1000)
  return {
    ...{ name: spec.name, provider: provider.label, at, command },
    status: failure ? 'failed' : done ? 'running' : 'planned',
    ...(preview ? { where: preview.where, estimate: preview.estimate } : {}),
    ...(result?.kind === 'previewed' ? {} : { durationSeconds: seconds }),
    resources: done?.up.resources ?? preview?.resources ?? [],
    works: timeline.works(),
    choices: pricedChoices(provider, spec),
    ...(done ? { server: serverOf(done) } : {}),
    ...(failure ? { failure: failureOf(failure) } : {}),
    next: done ? nextSteps(spec.name, again(state)) : [],
  }
}

function serverOf({ up: { outputs }, version }: Deployed) {
  const { url, unexposed, username, database } = outputs
  const kinds = { mysql: 'MySQL', sqlite: 'SQLite' } as const
  return { ...(unexposed ? {} : { url }), username, version, database: kinds[database.type] }
}

function failureOf({ message, fix, foreign }: ZenError) {
  return { message, fix, ...(foreign === undefined ? {} : { foreign }) }
}

function nextSteps(name: string, where: string) {
  const step = (what: string, words: string) => ({ what, command: `zen ${words}${where}` })
  return [
    step('See its health and its login', `show ${name} --reveal`),
    step('Connect another client', `connect ${name}`),
    step('Open the dashboard', `open ${name}`),
    step('Read its log', `logs ${name} --follow`),
    step('Take it away', `destroy ${name}`),
  ]
}
