/** The client's files and zen's notes about them, read together and written together. */

import { readIfThere } from '../storage/atomic-file.ts'
import type { FileChange } from './client-changes.ts'
import { readClientFile } from './client-file.ts'
import type { ClientPaths } from './client-paths.ts'
import { historyText, readHistory } from './connection-history.ts'
import type { ClientSnapshot } from './connection-plan.ts'
import { parseMapping } from './yaml-values.ts'

/** @throws ZenError `CLIENT_…` when one of the files is not what it should be */
export async function readSnapshot(paths: ClientPaths): Promise<ClientSnapshot> {
  const [config, credentials, history] = await Promise.all([
    readClientFile(paths.configFile),
    readClientFile(paths.credentialsFile),
    readHistory(paths.historyFile),
  ])
  parseMapping(config, paths.configFile)
  parseMapping(credentials, paths.credentialsFile)
  return {
    texts: { ...(config !== undefined && { config }), ...(credentials !== undefined && { credentials }) },
    history,
  }
}

/**
 * What it takes to get from one moment to the other. `config.yaml` decides whether the client is connected: who
 * connects changes it last, who disconnects changes it first, so that a zen that is killed between two files
 * leaves notes from which the next one continues.
 */
export function snapshotChanges(paths: ClientPaths, before: ClientSnapshot, after: ClientSnapshot) {
  return {
    config: { file: paths.configFile, before: before.texts.config, after: after.texts.config },
    credentials: {
      file: paths.credentialsFile,
      before: before.texts.credentials,
      after: after.texts.credentials,
    },
    history: {
      file: paths.historyFile,
      before: historyText(before.history),
      after: historyText(after.history),
    },
  } satisfies Record<string, FileChange>
}

/** Certificates that no connection needs any more. */
export async function certificateRemovals(
  before: ClientSnapshot,
  after: ClientSnapshot,
): Promise<readonly FileChange[]> {
  const kept = new Set(after.history.map(({ certificate }) => certificate))
  const gone = before.history
    .flatMap(({ certificate }) => certificate ?? [])
    .filter((file) => !kept.has(file))
  return Promise.all(gone.map(async (file) => ({ file, before: await readIfThere(file), after: undefined })))
}
