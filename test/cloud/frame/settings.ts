import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isProperties } from './properties.ts'
import type { Settings } from './view.ts'

const usualSettings: Settings = {
  minuteMs: 0,
  patienceMs: 1500,
  lagMinutes: 0,
  roleLagMinutes: 0.17,
  tombstones: true,
  quotas: {},
  callsPerSecond: {},
  identities: [],
  nodes: {},
  realDatabases: false,
  silentClusters: [],
  loginsSince: 0,
  podTroubles: [],
  leaves: [],
}

/** @param folder of the simulated cloud */
export function readSettings(folder: string): Settings {
  return { ...usualSettings, ...readObject(join(folder, 'settings.json')) }
}

export function writeSettings(folder: string, changes: Partial<Settings>): void {
  writeWhole(join(folder, 'settings.json'), { ...readSettings(folder), ...changes })
}

/** A file that may not be there yet: its values are ours, written by {@link writeWhole}. */
function readObject(file: string): Partial<Settings> {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isProperties(found) ? found : {}
  } catch {
    return {}
  }
}

/** Readers see the old file or the new one, never half of it. */
export function writeWhole(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}.draft`
  writeFileSync(draft, JSON.stringify(content, undefined, 1))
  renameSync(draft, file)
}
