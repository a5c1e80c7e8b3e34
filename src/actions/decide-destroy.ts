/** What a person decides before anything is destroyed: what becomes of the data, and whether to do it at all. */
import type { Context } from '../context.ts'
import type { DataDecision, DestroyDecision, DestroyPlan } from '../engine/engine.ts'
import { declined } from '../errors/deployment.ts'
import { placeAnswers, placeUnreachable } from '../errors/place.ts'
import { doomedLines } from '../words/previewed.ts'

/** What was said already. */
export interface DestroyWishes {
  readonly yes: boolean
  readonly deleteData: boolean
  readonly keepData: boolean
  /** The cluster does not exist any more. */
  readonly clusterGone: boolean
  /** Pass over what refuses to go. */
  readonly force: boolean
}

interface Doomed {
  readonly name: string
  readonly plan: DestroyPlan
}

type Terminal = Context['terminal']

/** @throws ZenError `DECLINED` (3), `PLACE_UNREACHABLE` when nobody can say whether the place is gone for good */
export async function decideDestroy(
  { terminal }: Context,
  wishes: DestroyWishes,
  doomed: Doomed,
): Promise<DestroyDecision> {
  const { name, plan } = doomed
  for (const line of doomedLines(plan.resources)) terminal.info(line)
  if (plan.unreachable !== undefined) return forgetPlace(terminal, wishes, doomed, plan.unreachable)
  if (wishes.clusterGone) terminal.warn(placeAnswers(plan.where))
  const force = wishes.force ? { force: true } : {}
  if (wishes.yes) return { data: wished(wishes, plan), ...force }
  const data = await askData(terminal, wishes, plan)
  const message = `Destroy "${name}" on ${plan.where}${consequenceOf(data, plan)}?`
  if (await terminal.confirm({ kind: 'confirm', flag: 'yes', message, default: false }))
    return { data, ...force }
  throw declined('destroyed')
}

function consequenceOf(data: DataDecision, { dataLocation }: DestroyPlan): string {
  if (dataLocation === undefined) return ''
  if (data === 'snapshot') return `, and keep only a last snapshot of the data in ${dataLocation}`
  return data === 'delete' ? `, and delete the data in ${dataLocation} for good` : ''
}

/** Consent to destroy is none to forget what may still be there: that takes a word of its own. */
async function forgetPlace(
  terminal: Terminal,
  wishes: DestroyWishes,
  { name, plan }: Doomed,
  unreachable: string,
): Promise<DestroyDecision> {
  const { clusterGone, yes, force } = wishes
  if (!clusterGone && (yes || !terminal.canAsk)) throw placeUnreachable(name, unreachable)
  const forget = { data: wished(wishes, plan), placeGone: true, ...(force ? { force } : {}) } as const
  if (yes) return forget
  terminal.warn(unreachable)
  const message = `Is ${plan.where} gone for good? zen then forgets "${name}" and all that was there.`
  const question = { kind: 'confirm', flag: clusterGone ? 'yes' : 'cluster-gone', message } as const
  if (await terminal.confirm({ ...question, default: false })) return forget
  throw declined('destroyed')
}

/** Where nobody decided, what can be undone. */
function wished({ deleteData, keepData }: DestroyWishes, plan: DestroyPlan): DataDecision {
  if (deleteData) return 'delete'
  return keepData ? 'keep' : (fatesOf(plan)[0] ?? 'keep')
}

function fatesOf({ dataFates = ['keep', 'delete'] }: DestroyPlan): readonly DataDecision[] {
  return dataFates
}

const labels: Readonly<Record<DataDecision, string>> = {
  keep: 'Keep it',
  snapshot: 'Keep a last snapshot of it',
  delete: 'Delete it for good',
}

async function askData(terminal: Terminal, wishes: DestroyWishes, plan: DestroyPlan): Promise<DataDecision> {
  const { dataLocation } = plan
  const usual = wished(wishes, plan)
  if (dataLocation === undefined || wishes.deleteData || wishes.keepData) return usual
  const fates = fatesOf(plan)
  const answer = await terminal.ask({
    kind: 'select',
    flag: 'delete-data',
    message: `What should become of the data in ${dataLocation}?`,
    choices: fates.map((value) => ({ value, label: labels[value] })),
    default: usual,
  })
  return fates.find((fate) => fate === answer) ?? usual
}
