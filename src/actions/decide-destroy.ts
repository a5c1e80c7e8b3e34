/** What a person decides before anything is destroyed: what becomes of the data, and whether to do it at all. */
import type { Context } from '../context.ts'
import { changeLines } from '../deployment/changes.ts'
import type { DataDecision, DestroyDecision, DestroyPlan } from '../engine/engine.ts'
import { declined } from '../errors/deployment.ts'
import { placeAnswers, placeUnreachable } from '../errors/place.ts'

/** What was said already. */
export interface DestroyWishes {
  readonly yes: boolean
  readonly deleteData: boolean
  readonly keepData: boolean
  /** The cluster does not exist any more. */
  readonly clusterGone: boolean
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
  for (const line of changeLines(plan.resources)) terminal.info(line)
  if (plan.unreachable !== undefined) return forgetPlace(terminal, wishes, doomed, plan.unreachable)
  if (wishes.clusterGone) terminal.warn(placeAnswers(plan.where))
  if (wishes.yes) return { data: wished(wishes) }
  const data = await askData(terminal, wishes, plan)
  const fate = data === 'delete' ? `, and delete the data in ${plan.dataLocation} for good` : ''
  const message = `Destroy "${name}" on ${plan.where}${fate}?`
  if (await terminal.confirm({ kind: 'confirm', flag: 'yes', message, default: false })) return { data }
  throw declined('destroyed')
}

/** Consent to destroy is none to forget what may still be there: that takes a word of its own. */
async function forgetPlace(
  terminal: Terminal,
  wishes: DestroyWishes,
  { name, plan }: Doomed,
  unreachable: string,
): Promise<DestroyDecision> {
  const { clusterGone, yes } = wishes
  if (!clusterGone && (yes || !terminal.canAsk)) throw placeUnreachable(name, unreachable)
  const forget = { data: wished(wishes), placeGone: true } as const
  if (yes) return forget
  terminal.warn(unreachable)
  const message = `Is ${plan.where} gone for good? zen then forgets "${name}" and all that was there.`
  const question = { kind: 'confirm', flag: clusterGone ? 'yes' : 'cluster-gone', message } as const
  if (await terminal.confirm({ ...question, default: false })) return forget
  throw declined('destroyed')
}

function wished({ deleteData }: DestroyWishes): DataDecision {
  return deleteData ? 'delete' : 'keep'
}

async function askData(
  terminal: Terminal,
  wishes: DestroyWishes,
  { dataLocation }: DestroyPlan,
): Promise<DataDecision> {
  if (dataLocation === undefined) return 'keep'
  if (wishes.deleteData || wishes.keepData) return wished(wishes)
  const answer = await terminal.ask({
    kind: 'select',
    flag: 'delete-data',
    message: `What should become of the data in ${dataLocation}?`,
    choices: [
      { value: 'keep', label: 'Keep it' },
      { value: 'delete', label: 'Delete it for good' },
    ],
    default: 'keep',
  })
  return answer === 'delete' ? 'delete' : 'keep'
}
