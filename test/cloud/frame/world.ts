/** One simulated cloud, as every process that has a part in it sees it: its memory, its settings and its time. */
import { randomUUID } from 'node:crypto'
import type { CloudDefinition } from './definition.ts'
import { readSettings } from './settings.ts'
import { openStore, type Place, type Store } from './store.ts'
import { passTime } from './time.ts'
import { type CloudObject, ownerKey, type Settings, type View } from './view.ts'

export interface World {
  readonly folder: string
  readonly store: Store
  settings(): Settings
  /** Does `work` in one account and region, after what time alone has changed there. */
  visit<T>(definition: CloudDefinition, account: string, region: string, work: (view: View) => T): T
  /** As it was when somebody last did something there: for looking only. */
  look(place: Place): View
  close(): void
}

export function openWorld(folder: string): World {
  const store = openStore(folder)
  return {
    folder,
    store,
    settings: () => readSettings(folder),
    visit: (definition, account, region, work) =>
      store.transaction(() => {
        const scene = { store, definition, settings: readSettings(folder), now: Date.now() }
        const moment = { ...scene, quotas: definition.quotas }
        passTime(scene, (place) => viewOf(moment, place))
        const view = viewOf(moment, { package: definition.package, account, region })
        if (store.list({ package: definition.package, account, region }).length === 0) {
          definition.furnish?.(view)
        }
        return work(view)
      }),
    look: (place) => viewOf({ store, quotas: {}, settings: readSettings(folder), now: Date.now() }, place),
    close: () => store.close(),
  }
}

export interface Scene {
  readonly store: Store
  readonly definition: CloudDefinition
  readonly settings: Settings
  readonly now: number
}

type Moment = Pick<Scene, 'store' | 'settings' | 'now'> & Pick<CloudDefinition, 'quotas'>

function viewOf(scene: Moment, place: Place): View {
  const { store, quotas, settings, now } = scene
  const { account, region } = place
  const put = (object: CloudObject) => {
    store.put(place, object)
    return object
  }
  const view: View = {
    account,
    region,
    now,
    settings,
    milliseconds: (minutes) => minutes * settings.minuteMs,
    find: (type, id) => {
      const found = store.find(place, type, id)
      return found?.phase === 'deleted' ? undefined : found
    },
    list: (type) => store.list(place, type).filter(({ phase }) => phase !== 'deleted'),
    seen: (type) => store.list(place, type).filter(({ seenFrom = 0 }) => seenFrom <= now),
    add: (object) => put({ phase: 'ready', since: now, account, region, ...object }),
    change: (object, changes) => put({ ...object, ...changes }),
    remove: (object) => {
      store.remove(place, object.type, object.id)
      for (const part of store.list(place)) if (part.owner === ownerKey(object)) view.remove(part)
    },
    elsewhere: (other) => viewOf(scene, { ...place, ...other }),
    regions: () =>
      store
        .places(place.package)
        .filter((other) => other.account === account)
        .map((other) => other.region),
    quota: (code) => settings.quotas[code] ?? quotas[code] ?? Number.POSITIVE_INFINITY,
  }
  return view
}

/** Hexadecimal digits nobody has used before. */
export function freshHex(digits: number): string {
  const source = () => randomUUID().replaceAll('-', '')
  return (source() + source()).slice(0, digits)
}
