/** How a deployment's parts are called in Docker, and the labels that let any zen find them again. */
import type { Spec } from '../../../stacks/contract.ts'

export const labels = {
  /** Name of the deployment. Whatever carries it belongs to zen. */
  deployment: 'zen.deployment',
  provider: 'zen.provider',
  /** ISO 8601, UTC. */
  createdAt: 'zen.created-at',
  /** The spec as JSON; it holds no secrets. */
  spec: 'zen.spec',
  /** Tells whether the container still is what the spec asks for. */
  fingerprint: 'zen.fingerprint',
} as const

export function containerName(deployment: string): string {
  return `zen-${deployment}`
}

/** The volume with the database, or `undefined` when the data is in a database of its own. */
export function volumeName(spec: Spec): string | undefined {
  if (spec.options['database-url'] !== undefined) return undefined
  const wanted = spec.options['volume']
  return typeof wanted === 'string' ? wanted : `zen-${spec.name}-data`
}

/** Arguments that set labels: `--label name=value` for each. */
export function labelArguments(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--label', `${name}=${value}`])
}
