import { applyChanges, withClientLock } from './client-changes.ts'
import type { ClientEnvironment } from './client-environment.ts'
import { overrideWarnings } from './client-overrides.ts'
import { clientPaths } from './client-paths.ts'
import { certificateRemovals, readSnapshot, snapshotChanges } from './client-snapshot.ts'
import type { Disconnected } from './connection.ts'
import { activeConnection, type Connection, readHistory } from './connection-history.ts'
import { type ClientSnapshot, disconnected, storeOf } from './connection-plan.ts'
import { ownsCredentials } from './restored-texts.ts'

/** See {@link ./connection.ts}. */
export async function disconnect(environment: ClientEnvironment, deployment?: string): Promise<Disconnected> {
  const paths = await clientPaths(environment)
  const { configFile } = paths
  // Who was never connected needs no lock, and so no folder that could be written.
  if ((await readHistory(paths.historyFile)).length === 0)
    return { restored: false, configFile, warnings: [] }
  return withClientLock(paths.lockFile, async () => {
    const before = await readSnapshot(paths)
    const active = activeConnection(before.history, storeOf(before.texts.config))
    const name = deployment ?? active?.deployment
    const gone = before.history.find((connection) => connection.deployment === name)
    if (!gone) return { restored: false, configFile, warnings: [] }

    const after = disconnected(before, gone.deployment)
    const { config, credentials, history } = snapshotChanges(paths, before, after)
    await applyChanges([config, credentials, ...(await certificateRemovals(before, after)), history])
    const warnings = [...leftAlone(gone, active, before), ...(await overrideWarnings(environment))]
    return { restored: gone === active, configFile, deployment: gone.deployment, warnings }
  })
}

/** What zen did not undo, because it is somebody else's by now. */
function leftAlone(
  gone: Connection,
  active: Connection | undefined,
  { texts }: ClientSnapshot,
): readonly string[] {
  return [
    ...(gone === active
      ? []
      : [
          active
            ? `The ZenML client is connected to "${active.deployment}", so its store stays as it is.`
            : `The ZenML client no longer uses "${gone.deployment}", so its store stays as it is.`,
        ]),
    ...(ownsCredentials(gone, texts.credentials)
      ? []
      : [`The ZenML client has another API key for ${gone.url} by now, which stays in its credentials.`]),
  ]
}
