/** Versions of the ZenML server, where a provider lets people choose one. */
import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'
import type { OptionValues } from '../../stacks/contract.ts'
import type { Deployment } from '../engine/engine.ts'
import { downgradeProblem } from '../errors/deployment.ts'
import type { Problem } from '../errors/usage.ts'

/** The option of providers that install a version of ZenML. */
export const serverVersionFlag = 'server-version'

/** The version a deployment was made with, as its spec or its outputs say. */
export function deployedVersion({ spec, outputs }: Deployment): string | undefined {
  const version = spec.options[serverVersionFlag] ?? outputs?.version
  return version === undefined ? undefined : String(version)
}

/** Negative when the first is older, 0 when they are the same; `undefined` when one is no version: a branch, a digest. */
export function compareVersions(one: string, other: string): number | undefined {
  // Python writes 0.98.0rc1, which semver reads only when it is not strict.
  const [first, second] = [parse(one, true), parse(other, true)]
  return first && second ? compare(first, second) : undefined
}

/** ZenML changes its database with every version, and knows no way back. */
export function problemsOfVersion(
  existing: Deployment | undefined,
  values: OptionValues,
): readonly Problem[] {
  const [from, to] = [existing && deployedVersion(existing), values[serverVersionFlag]]
  if (!existing || from === undefined || to === undefined || from === to) return []
  const order = compareVersions(from, String(to))
  return order !== undefined && order > 0 ? [downgradeProblem(existing.name, from, String(to))] : []
}
