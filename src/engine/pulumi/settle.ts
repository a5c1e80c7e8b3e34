/** What only the cluster and the state know of a target, before anything is checked or made. */
import { resolve } from 'node:path'
import type { Spec } from '../../../stacks/contract.ts'
import type { Surroundings } from '../../../stacks/program-contract.ts'
import { fieldAt, textsAt } from '../../cluster/fields.ts'
import { currentContext } from '../../cluster/kubeconfig.ts'
import { usageError } from '../../errors/usage.ts'
import type { Target } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import { clusterIdOf, namespaceIn } from './cluster-identity.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { proveSameProvider } from './same-provider.ts'
import { checkpointOf } from './state-reader.ts'
import { storedDeployment } from './stored-deployment.ts'
import { storedSecrets } from './whole-target.ts'

/**
 * Fills in what must not drift later. Without a cluster there is nothing to fill in.
 * @throws ZenError `USAGE` with everything that only now can be known to be wrong, or what is wrong with the kubeconfig
 */
export async function settle(context: PulumiContext, target: Target): Promise<Target> {
  const { facts } = context
  const { spec } = target
  const program = programOf(context, spec)
  if (!program.cluster || !program.settle) return target
  const checkpoint = await checkpointOf(context, spec.name)
  const stored = checkpoint && storedDeployment(spec.name, checkpoint)
  proveSameProvider(spec, stored?.spec)
  const secrets = { ...(await storedSecrets(context, spec.name, checkpoint)), ...target.secrets }
  const given = withAbsoluteKubeconfig(spec)
  const chosen = await currentContext(program.cluster(given), facts.env)
  const { kubeconfig } = given.options
  const settled = program.settle(given, {
    context: chosen ?? '',
    ...(typeof kubeconfig === 'string' ? { kubeconfig } : {}),
    ...(stored ? { stored: stored.spec } : {}),
    ...(await facing(context, given)),
    secrets,
  })
  if (settled.problems.length > 0)
    throw usageError(
      settled.problems.map((message) => ({ message })),
      'deploy',
    )
  return { ...target, spec: settled.spec }
}

function withAbsoluteKubeconfig(spec: Spec): Spec {
  const { kubeconfig } = spec.options
  if (typeof kubeconfig !== 'string') return spec
  return { ...spec, options: { ...spec.options, kubeconfig: resolve(kubeconfig) } }
}

type Facing = Pick<Surroundings, 'clusterId' | 'namespaceLabels'>

/** Nothing where the cluster does not answer, or may not be asked. */
async function facing(context: PulumiContext, spec: Spec): Promise<Facing> {
  const place = programOf(context, spec).place?.(spec)
  if (!place) return {}
  const cluster = await openPlace(context, place)
  const [clusterId, own] = await Promise.all([clusterIdOf(cluster), namespaceIn(cluster, place.namespace)])
  return {
    ...(clusterId === undefined ? {} : { clusterId }),
    ...(own === undefined ? {} : { namespaceLabels: textsAt(fieldAt(own, 'metadata'), 'labels') }),
  }
}
