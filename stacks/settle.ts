/**
 * What is found out once about a deployment on a cluster that is there, and must stay so: its context, the cluster
 * behind that, and whether the namespace is zen's. It is kept in the spec, next to the options.
 */
import type { OptionValues, Spec } from './contract.ts'
import type { Settled, Surroundings } from './program-contract.ts'
import { namespaceOf, releaseOf } from './server-spec.ts'

/** Keys of a settled spec that are no options. */
const keys = { madeNamespace: 'made-namespace', clusterId: 'cluster-id' } as const

/** Labels of a namespace that zen made, by which it is known again even where the state of the run was lost. */
export function namespaceLabels(spec: Spec): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/managed-by': 'zen', 'app.kubernetes.io/instance': releaseOf(spec) }
}

/** Whether zen makes the namespace, and removes it in the end. One that was there before is used and left. */
export function makesNamespace({ options }: Spec): boolean {
  return (options[keys.madeNamespace] ?? options['namespace'] === undefined) === true
}

export function settle(spec: Spec, surroundings: Surroundings): Settled {
  const { context, kubeconfig, clusterId } = surroundings
  const options: OptionValues = {
    ...spec.options,
    context,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(clusterId === undefined ? {} : { [keys.clusterId]: clusterId }),
    [keys.madeNamespace]: isOwnNamespace(spec, surroundings),
  }
  const settled = { ...spec, options }
  return {
    spec: settled,
    problems: [...problemsOfMove(settled, surroundings), ...missing(settled, surroundings)],
  }
}

/** The cluster that a settled spec is in. */
export function clusterIdOf({ options }: Spec): string | undefined {
  const id = options[keys.clusterId]
  return typeof id === 'string' ? id : undefined
}

/** The first decision stays, unless the namespace is gone: what zen makes anew is its own. */
function isOwnNamespace(spec: Spec, { stored, namespaceLabels: found }: Surroundings): boolean {
  if (found === undefined) return true
  const known = stored?.options[keys.madeNamespace]
  if (typeof known === 'boolean') return known
  return Object.entries(namespaceLabels(spec)).every(([label, value]) => found[label] === value)
}

/** What runs already can't be moved: its data would stay behind, and nobody would know of it any more. */
function problemsOfMove(spec: Spec, { stored }: Surroundings): readonly string[] {
  if (stored === undefined || stored.provider !== spec.provider) return []
  const [before, after] = [namespaceOf(stored), namespaceOf(spec)]
  const problems: string[] = []
  if (before !== after)
    problems.push(
      `"${spec.name}" is in the namespace ${before} and can't move to ${after}: choose another --name`,
    )
  if (isOtherCluster(stored.options, spec.options))
    problems.push(
      `"${spec.name}" is in the cluster of the context ${stored.options['context']}, and the context ${spec.options['context']} leads to another one: choose another --name`,
    )
  return problems
}

/** Contexts have other names on other computers, so they only count where the cluster can't be told. */
function isOtherCluster(before: OptionValues, after: OptionValues): boolean {
  const [one, other] = [before[keys.clusterId], after[keys.clusterId]]
  if (one !== undefined && other !== undefined) return one !== other
  return before['context'] !== undefined && before['context'] !== after['context']
}

function missing({ options }: Spec, { secrets }: Surroundings): readonly string[] {
  const hasUrl = String(options['database']).includes(':')
  return hasUrl && !secrets['database-password']
    ? [
        'The password for the database is missing: give ZEN_DATABASE_PASSWORD, or --database-password-file with a file that holds it',
      ]
    : []
}
