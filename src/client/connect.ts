import { join } from 'node:path'
import { readIfThere } from '../storage/atomic-file.ts'
import { applyChanges, type FileChange, withClientLock } from './client-changes.ts'
import type { ClientConfig } from './client-config.ts'
import type { ClientEnvironment } from './client-environment.ts'
import { overrideWarnings } from './client-overrides.ts'
import { type ClientPaths, clientPaths } from './client-paths.ts'
import { certificateRemovals, readSnapshot, snapshotChanges } from './client-snapshot.ts'
import type { Connected } from './connection.ts'
import { connected } from './connection-plan.ts'

/** See {@link ./connection.ts}. */
export async function connect(
  environment: ClientEnvironment,
  { deployment, config }: { readonly deployment: string; readonly config: ClientConfig },
): Promise<Connected> {
  const paths = await clientPaths(environment)
  const changed = await withClientLock(paths.lockFile, async () => {
    const before = await readSnapshot(paths)
    const certificate = certificateOf(paths, deployment, config)
    const after = connected(before, { deployment, target: { config, ...(certificate && { certificate }) } })
    const { config: configChange, credentials, history } = snapshotChanges(paths, before, after)
    return applyChanges([
      history,
      ...(await certificateRemovals(before, after)),
      ...(await certificateChange(certificate, config)),
      credentials,
      configChange,
    ])
  })
  return { configFile: paths.configFile, changed, warnings: await overrideWarnings(environment) }
}

/**
 * The client takes a path in this folder as it is; any other certificate it copies to a file that all its servers
 * share (`validate_verify_ssl` of `zenml/zen_stores/rest_zen_store.py`).
 */
function certificateOf(paths: ClientPaths, deployment: string, config: ClientConfig): string | undefined {
  if (!config.verifySsl || config.caCertificate === undefined) return undefined
  return join(paths.certificates, `zen-${encodeURIComponent(deployment)}.pem`)
}

async function certificateChange(
  file: string | undefined,
  { caCertificate }: ClientConfig,
): Promise<readonly FileChange[]> {
  return file === undefined ? [] : [{ file, before: await readIfThere(file), after: caCertificate }]
}
