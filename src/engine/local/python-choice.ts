/** Which Python runs the server: a pure decision over what the probes found. */
import { newestZenmlVersion } from '../../../stacks/zenml-versions.ts'
import type { Python } from './python-probe.ts'
import { compareVersions } from './zenml-version.ts'

export interface PythonNeeds {
  /** The Pythons of this computer, the most wanted first. */
  readonly candidates: readonly Python[]
  /** Version of the client, or of the server that last used the database: its data is in that version's form. */
  readonly version?: string
}

export type PythonChoice =
  | { readonly kind: 'found'; readonly python: string; readonly version: string }
  | { readonly kind: 'make'; readonly version: string }

/**
 * The first Python whose server has exactly the wanted version, else the first with a newer one (a newer server
 * migrates the database; an older one can't read it), else an environment of zen's own with the wanted version.
 */
export function choosePython({ candidates, version }: PythonNeeds): PythonChoice {
  const servers = candidates.flatMap(({ path, zenml, hasServer }) =>
    hasServer && zenml !== undefined ? [{ kind: 'found' as const, python: path, version: zenml }] : [],
  )
  if (version === undefined) {
    const pinned = candidates.find(({ zenml }) => zenml !== undefined)?.zenml
    return servers[0] ?? { kind: 'make', version: pinned ?? newestZenmlVersion }
  }
  const same = servers.find((server) => compareVersions(server.version, version) === 0)
  const newer = servers.find((server) => compareVersions(server.version, version) > 0)
  return same ?? newer ?? { kind: 'make', version }
}
