/** What `connect` and `disconnect` say. */
import type { ConnectedTo } from '../actions/connect.ts'
import type { DisconnectedFrom } from '../actions/disconnect.ts'

export function connectedText({ name, url, configFile }: ConnectedTo): string {
  return [
    `The ZenML client is connected to "${name}" at ${url}.`,
    `  File   ${configFile}`,
    '  Undo   zen disconnect',
  ].join('\n')
}

export function connectedJson({ name, url, configFile }: ConnectedTo) {
  return { ok: true, command: 'connect', name, url, client: { connected: true, configFile } }
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
