/** How well a deployment used its time: what took how long in the simulated cloud, by its journal. */

import type { JournalCall } from './frame/journal.ts'
import { isProperties, listAt, propertiesAt, textAt, textsAt } from './frame/properties.ts'

/** URNs of what each resource waited for. */
export type Dependencies = ReadonlyMap<string, readonly string[]>

/** From the state of a stack, as `pulumi stack export` gives it. */
export function dependenciesIn(exported: unknown): Dependencies {
  const resources = listAt(exported, 'deployment.resources').filter(isProperties)
  return new Map(
    resources.map((resource) => {
      const byProperty = Object.values(propertiesAt(resource, 'propertyDependencies')).flatMap((urns) =>
        Array.isArray(urns) ? urns.filter((urn) => typeof urn === 'string') : [],
      )
      // `PROVIDER-URN::ID`
      const provider = (textAt(resource, 'provider') ?? '').replace(/::[^:]*$/, '')
      const parent = textAt(resource, 'parent') ?? ''
      const urns = [...textsAt(resource, 'dependencies'), ...byProperty, provider, parent]
      return [textAt(resource, 'urn') ?? '', [...new Set(urns)].filter((urn) => urn !== '')]
    }),
  )
}

export interface Timeline {
  /** From the first change that began to the last that ended, in minutes of the real cloud. */
  readonly makespan: number
  /** The least it could have been, with everything begun as soon as what it needs was there. */
  readonly criticalPath: number
  /** Names of the resources on it, first to last. */
  readonly path: readonly string[]
}

const changes = ['create', 'update']

/** @param journal of a cloud in which time passes: without, there is nothing to measure */
export function timelineOf(journal: readonly JournalCall[], dependencies: Dependencies): Timeline {
  const calls = journal.filter(
    ({ verb, simulated }) => changes.includes(verb) && simulated?.end !== undefined,
  )
  const first = Math.min(...calls.map(({ simulated }) => simulated?.start ?? 0))
  const last = Math.max(...calls.map(({ simulated }) => simulated?.end ?? 0))
  const minutes = new Map(calls.map((call) => [call.urn, call.minutes ?? 0]))
  const ends = new Map<string, Path>()
  const paths = [...minutes.keys()].map((urn) => longestTo(urn, dependencies, minutes, ends))
  const longest = paths.reduce((one, other) => (other.minutes > one.minutes ? other : one), nothing)
  return {
    makespan: calls.length === 0 ? 0 : last - first,
    criticalPath: longest.minutes,
    path: longest.urns.map((urn) => urn.split('::').at(-1) ?? ''),
  }
}

interface Path {
  readonly minutes: number
  readonly urns: readonly string[]
}

const nothing: Path = { minutes: 0, urns: [] }

/** The slowest way to have this resource; resources that did not change took no time. */
function longestTo(
  urn: string,
  dependencies: Dependencies,
  minutes: ReadonlyMap<string, number>,
  known: Map<string, Path>,
): Path {
  const found = known.get(urn)
  if (found) return found
  const before = (dependencies.get(urn) ?? [])
    .map((needed) => longestTo(needed, dependencies, minutes, known))
    .reduce((one, other) => (other.minutes > one.minutes ? other : one), nothing)
  const own = minutes.get(urn)
  const path = own === undefined ? before : { minutes: before.minutes + own, urns: [...before.urns, urn] }
  known.set(urn, path)
  return path
}
