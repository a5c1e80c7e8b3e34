/** What is there of a deployment in a cloud that is to go, before anything is done about it. */
import type { CloudResource } from '../../../stacks/inquiry-contract.ts'
import { placeUnreachable } from '../../errors/place.ts'
import { messageOf, ZenError } from '../../errors/zen-error.ts'
import type { DestroyDecision, EngineListener } from '../engine.ts'
import { askPlace, askRemains } from './inquire.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { noEdit } from './removal.ts'
import { carry, type Site, standing } from './site.ts'
import type { Situation } from './situation.ts'
import { nameIn } from './stack-names.ts'
import {
  begunInCluster,
  guarded,
  hasServer,
  inCluster,
  outputIn,
  thingsIn,
  toFound,
  unknownOf,
} from './standing.ts'

export interface TakingDown {
  readonly context: PulumiContext
  readonly situation: Situation
  readonly decision: DestroyDecision
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** @throws ZenError when the cloud does not say whether there is a cluster */
export async function survey({ context, situation, decision, listener, signal }: TakingDown): Promise<Site> {
  const { program, stored, secrets } = situation
  const { spec } = stored
  const isForced = decision.force === true
  const fate = fateOf(situation, decision)
  const asking = { spec, listener, signal }
  // Data that is to be kept may be in there.
  const isPassedOver = isForced && fate.fate !== 'keep'
  const place = decision.placeGone
    ? undefined
    : await ifAnswered(() => askPlace(context, asking), { isForced: isPassedOver, listener, signal })
  return {
    ...{ context, spec, secrets, program, isForced, listener, signal, place },
    ...{ ...fate, refusals: new Map(), abandoned: [] },
  }
}

/**
 * What was in a cluster that is gone can't be kept any more, and to try would make a cluster.
 * @throws ZenError `PLACE_UNREACHABLE` when that cluster is there all the same
 */
export async function withoutLostData(site: Site): Promise<Site> {
  if (site.place || site.fate !== 'keep') return site
  const { partOf = () => undefined } = site.program
  const { name } = site.spec
  const parts = thingsIn(await standing(site)).map(({ type, urn, isProtected }) => ({
    ...{ isProtected, part: partOf(type, nameIn(urn)) },
  }))
  if (parts.some(({ part }) => part === 'database')) return site
  if (parts.some(({ part, isProtected }) => part === 'cluster' && isProtected))
    throw placeUnreachable(name, `The cluster of "${name}" is there, and nobody says how to reach it.`)
  const words = `The data of "${name}" was in its cluster, which is gone. Volumes that are left of that are not touched.`
  site.listener({ kind: 'warning', text: words })
  return { ...site, fate: 'delete', dataLocation: undefined, sparesVolumes: true }
}

/** All that is there over there; `undefined` when nobody can tell, and that is to be passed over. */
export async function remainsOf(site: Site): Promise<readonly CloudResource[] | undefined> {
  return ifAnswered(() => askRemains(site.context, site), site)
}

async function ifAnswered<T>(
  ask: () => Promise<T>,
  { isForced, listener, signal }: Pick<Site, 'isForced' | 'listener' | 'signal'>,
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!isForced || signal.aborted || !(error instanceof ZenError)) throw error
    listener({ kind: 'warning', text: `Passed over: ${messageOf(error)}` })
    return undefined
  }
}

/** There is nothing to keep of what never was. */
function fateOf(
  { program, stored, checkpoint }: Situation,
  { data }: DestroyDecision,
): Pick<Site, 'fate' | 'dataLocation'> {
  const { spec } = stored
  // Written down by the first run that came to its end, or that lifted protection.
  const wasMade =
    outputIn(checkpoint, 'part') !== undefined || hasServer(checkpoint) || guarded(checkpoint).length > 0
  const dataLocation = wasMade ? program.data(spec) : undefined
  if (dataLocation === undefined) return { fate: 'delete', dataLocation }
  const fates = program.fates?.(spec) ?? ['keep', 'delete']
  return { fate: fates.includes(data) ? data : 'keep', dataLocation }
}

/**
 * Brings the state up to what is known: what a run made that failed all the same becomes part of it, and what was in a
 * cluster that is gone is forgotten.
 */
export async function correct(site: Site, { stored }: Situation): Promise<void> {
  const checkpoint = await standing(site)
  const found = stored.status === 'incomplete' ? await remainsOf(site) : []
  const unknown = unknownOf(site.spec.name, found ?? [], checkpoint).filter(({ name }) => name !== undefined)
  for (const { words } of unknown)
    site.listener({ kind: 'detail', text: `Found, though no run could say that it made it: ${words}` })
  const isGone = site.place === undefined
  const begun = begunInCluster(checkpoint)
  const [adopt, forget, doubt] = [
    unknown.map(toFound),
    isGone ? [...inCluster(checkpoint), ...begun].map(({ urn }) => urn) : [],
    isGone ? guarded(checkpoint).map(({ urn }) => urn) : [],
  ]
  if (adopt.length + forget.length + doubt.length + checkpoint.pending.length === 0) return
  const edit = { ...noEdit, adopt, forget, doubt }
  const way = begun.length > 0 ? {} : { isOutside: true as const }
  await carry(site, { operation: 'look', found: unknown, removal: { edit }, ...way })
}
