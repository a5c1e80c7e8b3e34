/** Versions of the ZenML server, where a provider lets people choose one. */
import parse from 'semver/functions/parse.js'
import type { OptionValues } from '../../stacks/contract.ts'
import type { Deployment } from '../engine/engine.ts'
import { downgradeProblem } from '../errors/upgrade.ts'
import type { Problem } from '../errors/usage.ts'

/** The option of providers that install a version of ZenML. */
export const serverVersionFlag = 'server-version'

/** The version a deployment was made with, as its spec or its outputs say. */
export function deployedVersion({ spec, outputs }: Deployment): string | undefined {
  const version = spec.options[serverVersionFlag] ?? outputs?.version
  return version === undefined ? undefined : String(version)
}

/**
 * Negative when the first is older, 0 when they are the same; `undefined` when nobody can tell: names of branches, or
 * two builds of one version. What Python writes, 0.98.0rc1, semver reads only when it is not strict.
 */
export function compareVersions(one: string, other: string): number | undefined {
  if (one === other) return 0
  const [first, second] = [parse(withoutDigest(one), true), parse(withoutDigest(other), true)]
  return (first && second && first.compareMain(second)) || undefined
}

/** `0.98.0@sha256:…` is an image's tag along with what it must hold. */
function withoutDigest(version: string): string {
  return version.split('@', 1).join()
}

/** ZenML changes its database with every version, and knows no way back. Where no server ever ran there is none to go. */
export function problemsOfVersion(
  existing: Deployment | undefined,
  values: OptionValues,
): readonly Problem[] {
  const [from, to] = [existing && deployedVersion(existing), values[serverVersionFlag]]
  if (!existing?.outputs || from === undefined || to === undefined || from === to) return []
  const order = compareVersions(from, String(to))
  return order !== undefined && order > 0 ? [downgradeProblem(existing.name, from, String(to))] : []
}
