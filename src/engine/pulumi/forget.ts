/** What zen knows of a deployment, and how it forgets that: asked of the state alone, for whoever can reach no more. */
import { deploymentNotFound } from '../../errors/deployment.ts'
import type { EngineListener } from '../engine.ts'
import type { ForgetPlan } from '../forgetting.ts'
import { carryOut } from './carry-out.ts'
import type { StoredResource } from './checkpoint.ts'
import { whereIfKnown } from './cluster-access.ts'
import { removeWorkDirectory } from './destroy.ts'
import { lastSnapshotOf, snapshotWords } from './last-snapshot.ts'
import { doomed } from './plan-destroy.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { resourceLabel } from './resource-words.ts'
import { type Known, knownOf } from './situation.ts'
import { isShown } from './stack-names.ts'

/** `undefined` when nothing of that name was ever begun. */
export async function planForgetting(context: PulumiContext, name: string): Promise<ForgetPlan | undefined> {
  const known = await knownOf(context, name)
  if (!known) return undefined
  const { program, stored } = known
  const where = program.where?.(stored.spec) ?? (await whereIfKnown(context, stored.spec))
  return { where, resources: doomed(known), left: leftOf(known) }
}

/**
 * The caller holds the lock.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, or what the backend refuses
 */
export async function forget(
  context: PulumiContext,
  name: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  const known = await knownOf(context, name)
  if (!known) throw deploymentNotFound(name, [])
  const { checkpoint, stored } = known
  await carryOut(context, {
    ...{ operation: 'forget', part: 'everything', target: { spec: stored.spec, secrets: {} } },
    // No resource is touched, so no plugin is needed.
    ...{ program: { plugins: {} }, checkpoint, listener, signal },
  })
  await removeWorkDirectory(context, name)
}

function leftOf({ stored, checkpoint: { resources, pending }, program }: Known): readonly string[] {
  const things = [...resources, ...pending.map(({ resource }) => resource)]
    .filter(({ type, custom }) => isShown(type, custom))
    // What is in a cluster of its own is as much there as that.
    .filter(({ type }) => !program.makesCluster?.(stored.spec) || !type.startsWith('kubernetes:'))
  const snapshot = lastSnapshotOf(stored)
  return [
    ...things.map(lineOf),
    ...(snapshot === undefined ? [] : [snapshotWords(snapshot)]),
    ...(program.inquiries ? ['whatever else there is: the cloud was not asked'] : []),
  ]
}

function lineOf({ type, urn, inputs, id = '' }: StoredResource): string {
  const label = resourceLabel(type, urn, inputs)
  return id === '' || label.endsWith(` ${id}`) ? label : `${label} (${id})`
}
