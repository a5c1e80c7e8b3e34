/** Who was connected before whom: pure changes of the notes and of the texts that belong to them. */

import { storedUrl } from './client-config.ts'
import { connectedTexts, type Target } from './connected-texts.ts'
import { activeConnection, type ClientTexts, type Connection, type Store } from './connection-history.ts'
import { restoredTexts, withoutCredentials } from './restored-texts.ts'
import { toFacts } from './store-reader.ts'
import { isValues, parseMapping } from './yaml-values.ts'

/** The client's files and the notes about them, at one moment. */
export interface ClientSnapshot {
  readonly texts: ClientTexts
  readonly history: readonly Connection[]
}

/** The store of `config.yaml`, if it has one. */
export function storeOf(config: string | undefined): Store | undefined {
  const { store } = parseMapping(config, 'config.yaml')
  return isValues(store) ? toFacts(store).store : undefined
}

/** After a connection: on top of the others, or, if it is the active one already, in its own place. */
export function connected(
  snapshot: ClientSnapshot,
  { deployment, target }: { readonly deployment: string; readonly target: Target },
): ClientSnapshot {
  const active = activeConnection(snapshot.history, storeOf(snapshot.texts.config))
  const own = {
    deployment,
    url: storedUrl(target.config.url),
    apiKey: target.config.apiKey,
    ...(target.certificate !== undefined && { certificate: target.certificate }),
  }
  if (active?.deployment !== deployment) {
    const { texts, history } = disconnected(snapshot, deployment)
    const written = connectedTexts(texts, target)
    return { texts: written, history: [...history, { ...own, previous: texts, written }] }
  }
  // The server may have moved: its entry under the old address goes.
  const renew = (texts: ClientTexts) =>
    connectedTexts(active.url === own.url ? texts : withoutCredentials(active, texts), target)
  const renewed = { ...own, previous: active.previous, written: renew(active.written) }
  return {
    texts: renew(snapshot.texts),
    history: snapshot.history.map((connection) => (connection === active ? renewed : connection)),
  }
}

/**
 * After the connection of this deployment is taken away. If it was active, the files get their previous content;
 * in any case, connections that were made on top of it forget it.
 */
export function disconnected({ texts, history }: ClientSnapshot, deployment: string): ClientSnapshot {
  const index = history.findIndex((connection) => connection.deployment === deployment)
  const gone = history[index]
  if (!gone) return { texts, history }
  const isActive = activeConnection(history, storeOf(texts.config)) === gone
  const later = history
    .slice(index + 1)
    .map((connection) => ({ ...connection, previous: withoutConnection(gone, connection.previous) }))
  return {
    texts: isActive ? restoredTexts(gone, texts) : withoutCredentials(gone, texts),
    history: [...history.slice(0, index), ...later],
  }
}

/** What a later connection found is undone only as far as it was this connection's doing. */
function withoutConnection(gone: Connection, texts: ClientTexts): ClientTexts {
  return storeOf(texts.config)?.url === gone.url
    ? restoredTexts(gone, texts)
    : withoutCredentials(gone, texts)
}
