/** What `connect`, `disconnect` and `open` say. */
import type { ConnectedTo } from '../actions/connect.ts'
import type { DisconnectedFrom } from '../actions/disconnect.ts'
import type { Stay } from '../actions/forwarding.ts'
import type { Opened } from '../actions/open.ts'

export function connectedText({ name, url, configFile, stay }: ConnectedTo): string {
  return [
    `The ZenML client is connected to "${name}" at ${url}.`,
    `  File   ${configFile}`,
    stay
      ? '  Stays  as long as this runs; Ctrl-C gives the client its previous store back'
      : '  Undo   zen disconnect',
  ].join('\n')
}

export function connectedJson({ name, url, configFile, stay }: ConnectedTo) {
  const client = { connected: true, configFile }
  return { ok: true, command: 'connect', name, url, ...forwarded(stay), client }
}

export function openedJson({ name, url, username, stay }: Opened) {
  return { ok: true, command: 'open', name, url, ...forwarded(stay), username }
}

/** The object is printed at the start, and holds as long as the command runs. */
function forwarded(stay: Stay | undefined) {
  return stay ? { forwarded: true } : {}
}

export function disconnectedText({ name, restored }: DisconnectedFrom): string {
  if (name === undefined) return 'The ZenML client has no such connection made by zen; nothing was changed.'
  return restored
    ? `The ZenML client is disconnected from "${name}" and has its previous store back.`
    : `The connection to "${name}" is forgotten; the ZenML client uses another store, which was left as it is.`
}

export function disconnectedJson({ name, restored, configFile }: DisconnectedFrom) {
  return { ok: true, command: 'disconnect', name: name ?? null, client: { restored, configFile } }
}
