/** What only the cluster and the state know of a target, before anything is checked or made. */
import { resolve } from 'node:path'
import type { Spec } from '../../../stacks/contract.ts'
import type { Surroundings } from '../../../stacks/program-contract.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { fieldAt, textAt, textsAt } from '../../cluster/fields.ts'
import { currentContext } from '../../cluster/kubeconfig.ts'
import { usageError } from '../../errors/usage.ts'
import { ZenError } from '../../errors/zen-error.ts'
import type { Target } from '../engine.ts'
import { openPlace } from './cluster-access.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { checkpointOf } from './state-reader.ts'
import { storedDeployment } from './stored-deployment.ts'
import { storedSecrets } from './whole-target.ts'

/** Long enough to look, short enough for a cluster that is not there: the checks say that it is not. */
const TIMEOUT_MS = 10_000

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
  const [system, own] = await Promise.all(
    ['kube-system', place.namespace].map((name) => namespaceIn(cluster, name)),
  )
  const clusterId = textAt(system, 'metadata', 'uid')
  return {
    ...(clusterId === '' ? {} : { clusterId }),
    ...(own === undefined ? {} : { namespaceLabels: textsAt(fieldAt(own, 'metadata'), 'labels') }),
  }
}

async function namespaceIn({ api }: Cluster, name: string): Promise<unknown> {
  try {
    return await api.find(`/api/v1/namespaces/${name}`, { timeoutMs: TIMEOUT_MS })
  } catch (error) {
    if (error instanceof ZenError) return undefined
    throw error
  }
}
