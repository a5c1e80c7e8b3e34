import { ZenError } from '../../errors/zen-error.ts'
import type { DataDecision, DestroyPlan, ResourceChange } from '../engine.ts'
import { openPlace, whereIfKnown } from './cluster-access.ts'
import { proveSameCluster } from './cluster-identity.ts'
import { askPlace } from './inquire.ts'
import { lastSnapshotOf, snapshotWords } from './last-snapshot.ts'
import { labelOf, type PulumiContext } from './pulumi-context.ts'
import { resourceLabel } from './resource-words.ts'
import { type Known, type Situation, situationOf } from './situation.ts'
import { isShown, nameIn } from './stack-names.ts'
import { isOnlyData } from './stored-deployment.ts'

/** What would go, or `undefined` when there is nothing of that name. Changes nothing. */
export async function planDestroy(context: PulumiContext, name: string): Promise<DestroyPlan | undefined> {
  const situation = await situationOf(context, name)
  if (!situation) return undefined
  const { stored, program } = situation
  const snapshot = lastSnapshotOf(stored)
  const dataLocation = snapshot === undefined ? program.data(stored.spec) : snapshotWords(snapshot)
  const unreachable = await (program.inquiries ? absence(context, situation) : silence(context, situation))
  return {
    resources: doomed(situation),
    where: await whereIsIt(context, situation),
    ...(dataLocation === undefined ? {} : { dataLocation, dataFates: fatesOf(situation) }),
    ...(unreachable === undefined ? {} : { unreachable }),
  }
}

/** Whoever kept something once has decided, until they say something else. */
function fatesOf({ program, stored }: Situation): readonly DataDecision[] {
  const isSnapshot = lastSnapshotOf(stored) !== undefined
  const fates = (isSnapshot ? undefined : program.fates?.(stored.spec)) ?? ['keep', 'delete']
  return isOnlyData(stored) ? ['keep', ...fates.filter((fate) => fate !== 'keep')] : fates
}

async function whereIsIt(context: PulumiContext, { program, stored, place }: Situation): Promise<string> {
  if (!program.inquiries) return whereIfKnown(context, stored.spec, place)
  return program.where?.(stored.spec) ?? labelOf(context, stored.spec)
}

/**
 * A sentence when the cloud says that there is no such cluster as this was put into. One that goes with the deployment
 * is nobody's concern: what was in it went with it.
 */
async function absence(context: PulumiContext, { program, stored }: Situation): Promise<string | undefined> {
  const { spec } = stored
  if (program.makesCluster?.(spec) || isOnlyData(stored)) return undefined
  const asking = { spec, listener: () => undefined, signal: new AbortController().signal }
  if (await askPlace(context, asking)) return undefined
  return `${labelOf(context, spec)} says that the cluster of "${spec.name}" is not there any more.`
}

/** What was kept already is the data itself, which has its own question. */
export function doomed({ stored, checkpoint, program }: Known): readonly ResourceChange[] {
  if (isOnlyData(stored)) return []
  const resources = [...checkpoint.resources, ...checkpoint.pending.map(({ resource }) => resource)]
  const shown = resources.filter(({ type, custom }) => isShown(type, custom))
  return shown.map(({ type, urn, inputs }) => {
    const part = program.partOf?.(type, nameIn(urn))
    const label = resourceLabel(type, urn, inputs)
    return { type, name: nameIn(urn), action: 'delete', label, ...(part ? { part } : {}) }
  })
}

/**
 * A sentence when the cluster can't be asked: it does not answer, is another one by now, or nobody here knows the way.
 * One that refuses what is asked is there.
 */
async function silence(context: PulumiContext, { stored, place }: Situation): Promise<string | undefined> {
  if (!place) return undefined
  try {
    const cluster = await openPlace(context, place)
    if (!(await context.parts.cluster.answers(cluster)))
      return `The cluster of ${cluster.where} does not answer.`
    await cluster.api.find('/version')
    await proveSameCluster(context, stored.spec, cluster)
    return undefined
  } catch (error) {
    if (!(error instanceof ZenError)) throw error
    return error.code === 'CLUSTER_FORBIDDEN' ? undefined : error.message
  }
}
