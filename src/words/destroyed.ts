/** What `destroy` and `down` say at the end. */
import type { Destroyed } from '../actions/destroy.ts'
import type { Stopped } from '../actions/down.ts'

export function destroyedText({ name, placeGone, forgettable, left, data, client }: Destroyed): string {
  const gone = placeGone ? `"${name}" is forgotten, as its cluster is gone.` : `"${name}" is gone.`
  return [
    left.length === 0 ? gone : `"${name}" is destroyed, but this is left:`,
    ...left.map((item) => `  - ${item}`),
    ...dataLines(name, data),
    ...(client.restored ? ['  Client  has its previous store back'] : []),
    ...(left.length > 0 ? [`  Try again: zen destroy ${name}`] : []),
    ...(left.length > 0 && forgettable
      ? [`  If none of it can be reached any more: zen destroy ${name} --forget`]
      : []),
  ].join('\n')
}

function dataLines(name: string, { action, location, goesOnWith }: Destroyed['data']): readonly string[] {
  if (action === 'kept') {
    return [
      `  Data    kept${location === undefined ? '' : ` in ${location}`}`,
      `          delete it too: zen destroy ${name} --delete-data`,
    ]
  }
  if (action === 'deleted') return [`  Data    deleted${location === undefined ? '' : `: ${location}`}`]
  if (action === 'none') return []
  return [
    `  Data    kept in a last snapshot${location === undefined ? '' : `: ${location}`}`,
    ...(goesOnWith === undefined ? [] : [`          go on with it: ${goesOnWith}`]),
    `          delete it too: zen destroy ${name} --delete-data`,
  ]
}

export function destroyedJson({ name, left, data, client }: Destroyed) {
  const ok = left.length === 0
  const { goesOnWith: _, ...told } = data
  return {
    ok,
    command: 'destroy',
    destroyed: [name],
    left,
    data: told,
    client: { restored: client.restored },
  }
}

export function stoppedText({ name, wasStopped, client }: Stopped): string {
  return [
    wasStopped ? `"${name}" was stopped already.` : `"${name}" is stopped; its data is kept.`,
    ...(client.restored ? ['  Client  has its previous store back'] : []),
    `  Start   zen up ${name}`,
  ].join('\n')
}

export function stoppedJson({ name, wasStopped, client }: Stopped) {
  return {
    ok: true,
    command: 'down',
    stopped: wasStopped ? [] : [name],
    client: { restored: client.restored },
  }
}
