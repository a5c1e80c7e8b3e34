/**
 * Takes a deployment in a cloud away. No step creates anything, whatever a broken deployment left undone, and each can
 * be run again: a destroy that was interrupted or killed begins anew with what is there.
 */
import type { Cluster } from '../../cluster/cluster.ts'
import { ZenError } from '../../errors/zen-error.ts'
import type { DestroyResult } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import { dataOf } from './data-left.ts'
import { rememberSnapshot } from './last-snapshot.ts'
import { mendPlace } from './mend.ts'
import { noEdit } from './removal.ts'
import { resourceLabel } from './resource-words.ts'
import { carry, carryIfPossible, ownsCluster, type Site, standing, stopIfAborted } from './site.ts'
import { guarded, inCluster, isBareMemory, memoryIn } from './standing.ts'
import { correct, survey, type TakingDown, withoutLostData } from './survey.ts'
import { adoptOrphans, prove } from './sweep.ts'

/** @throws ZenError in the words of what refused, or `INTERRUPTED` */
export async function takeDown(work: TakingDown): Promise<DestroyResult> {
  const known = await survey(work)
  await carryIfPossible(known, () => correct(known, work.situation))
  const site = await withoutLostData(known)
  await carryIfPossible(site, () => clearCluster(site))
  await carryIfPossible(site, () => waitForCluster(site))
  if (!site.place && site.fate !== 'keep') await adoptOrphans(site)
  const isLifted = await carryIfPossible(site, () => liftProtection(site))
  if (site.fate === 'keep') await keepData(site)
  else await raze(site, isLifted)
  const proof = await prove(site)
  const data = await dataOf(site, proof)
  if (site.fate !== 'keep' && proof.left.length === 0) await forget(site, data)
  return { left: proof.left, data }
}

/** But for what it takes to read a snapshot. */
async function forget(site: Site, { action, location }: DestroyResult['data']): Promise<void> {
  if (action === 'snapshot' && location !== undefined) await rememberSnapshot(site, location)
  else await carry(site, { operation: 'forget' })
}

/** Also of what somebody removed by hand meanwhile: then there is nothing to lift. */
async function liftProtection(site: Site): Promise<void> {
  const before = guarded(await standing(site)).map(({ urn }) => urn)
  if (before.length === 0) return
  site.listener({ kind: 'step', text: `Lifting the protection of "${site.spec.name}"` })
  try {
    await lift(site, before)
  } catch (error) {
    stopIfAborted(site)
    const edit = { ...noEdit, doubt: before }
    await carry(site, { operation: 'look', removal: { edit }, isOutside: true })
    const now = guarded(await standing(site)).map(({ urn }) => urn)
    if (now.length === before.length) throw error
    await lift(site, now)
  }
}

/**
 * Only this is touched, so nothing that is missing is made. The program speaks of everything all the same: what it does
 * not mention, and what depends on this, the engine would want to remove.
 */
async function lift(site: Site, only: readonly string[]): Promise<void> {
  if (only.length === 0) return
  const step = { operation: 'up', part: 'everything', isOutside: true, isLeaving: true } as const
  await carry(site, { ...step, removal: { only } })
}

/** What is in a cluster goes before it, so that it gives back what it took from the cloud. */
async function clearCluster(site: Site): Promise<void> {
  const { context, spec, place, listener, signal } = site
  const checkpoint = await standing(site)
  const only = inCluster(checkpoint)
  if (!place || only.length === 0) return
  listener({ kind: 'step', text: `Removing the server of "${spec.name}"` })
  const isRemoved = await carryIfPossible(site, async () => {
    await mendPlace(context, { spec, place, checkpoint, listener, signal })
    if (site.fate === 'keep') await carry(site, { operation: 'up', isLeaving: true })
    else await carry(site, { operation: 'remove', removal: { only: only.map(({ urn }) => urn) } })
  })
  if (isRemoved) return
  const rest = inCluster(await standing(site))
  if (!ownsCluster(site))
    site.abandoned.push(...rest.map(({ type, urn, inputs }) => resourceLabel(type, urn, inputs)))
  const edit = { ...noEdit, forget: rest.map(({ urn }) => urn) }
  await carry(site, { operation: 'look', removal: { edit }, isOutside: true })
}

/** Load balancers and volumes take their time, and without the cluster nobody would remove them. */
async function waitForCluster(site: Site): Promise<void> {
  const cluster = await answeringCluster(site)
  if (!cluster) return
  const isDataInside = inCluster(await standing(site)).length > 0
  const { listener, signal } = site
  const data = isDataInside ? 'keep' : 'delete'
  try {
    await site.context.parts.cluster.removeRemains(cluster, { data }, listener, signal)
  } catch (error) {
    if (isDataInside || !ownsCluster(site) || !isShutOut(error)) throw error
    // An earlier destroy took away who may enter, which it does when nothing is left to wait for.
  }
}

function isShutOut(error: unknown): boolean {
  return error instanceof ZenError && /^CLUSTER_(LOGIN_REFUSED|FORBIDDEN)$/.test(error.code)
}

async function answeringCluster({ context, place, signal }: Site): Promise<Cluster | undefined> {
  if (!place) return undefined
  try {
    const cluster = await openPlace(context, place)
    return (await context.parts.cluster.answers(cluster, signal)) ? cluster : undefined
  } catch (error) {
    if (signal.aborted || !(error instanceof ZenError)) throw error
    return undefined
  }
}

/** In a cluster that stays, all but the data is gone already. */
async function keepData(site: Site): Promise<void> {
  if (!ownsCluster(site) && inCluster(await standing(site)).length > 0) return
  site.listener({ kind: 'step', text: `Removing everything else of "${site.spec.name}"` })
  await carry(site, { operation: 'up', part: 'data', isLeaving: true })
}

/**
 * Of what is still protected once that was lifted, the program said nothing: only its cloud may refuse. Where it could
 * not be lifted, it stays, and what it needs with it.
 */
async function raze(site: Site, isLifted: boolean): Promise<void> {
  const checkpoint = await standing(site)
  if (isBareMemory(checkpoint)) return
  site.listener({ kind: 'step', text: `Removing everything else of "${site.spec.name}"` })
  const still = guarded(checkpoint).map(({ urn }) => urn)
  const memory = memoryIn(checkpoint).map(({ urn }) => urn)
  const removal = {
    except: isLifted ? memory : [...memory, ...still],
    ...(isLifted && still.length > 0 ? { edit: { ...noEdit, release: still } } : {}),
    ...(site.isForced ? { isPatient: true as const } : {}),
  }
  await carryIfPossible(site, () => carry(site, { operation: 'remove', isLeaving: true, removal }))
  if (isLifted) return
  // The engine took the program's word that it is lifted. The next run has to know better.
  const edit = { ...noEdit, guard: still }
  await carry(site, { operation: 'look', removal: { edit }, isOutside: true })
}
