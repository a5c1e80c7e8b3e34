/** What programs register, and how that is wired: requests to Pulumi's mocks, looked at on the way. */
import { runtime } from '@pulumi/pulumi'

export interface Registered {
  readonly type: string
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
  /** `type name` of each. */
  readonly dependencies: readonly string[]
  readonly isProtected: boolean
  readonly ignored: readonly string[]
  /** Names of hooks. */
  readonly retries: readonly string[]
  readonly beforeDelete: readonly string[]
}

export interface Run {
  readonly resources: readonly Registered[]
}

/** What a request says beside the inputs, by type and name, until the mock is asked for an answer. */
const wiring = new Map<string, Omit<Registered, 'inputs'>>()

export function wiringOf(type: string, name: string): Omit<Registered, 'inputs'> | undefined {
  return wiring.get(`${type} ${name}`)
}

/** The part of a request that matters here. */
interface Registration {
  getType(): string
  getName(): string
  getProtect(): boolean | undefined
  getIgnorechangesList(): readonly string[]
  getDependenciesList(): readonly string[]
  getHooks(): { getOnErrorList(): readonly string[]; getBeforeDeleteList(): readonly string[] } | undefined
}

/** Mocks don't say how resources are wired, so their requests are looked at on the way. */
export function watchRegistrations(): void {
  const monitor = runtime.getMonitor()
  if (!monitor) throw new Error('Pulumi has no mocks')
  const register = monitor.registerResource.bind(monitor)
  Object.assign(monitor, {
    registerErrorHook: acceptHook,
    registerResourceHook: acceptHook,
    registerResource: (...call: Parameters<typeof register>) => {
      const [request] = call
      wiring.set(`${request.getType()} ${request.getName()}`, wired(request))
      return register(...call)
    },
  })
}

function wired(request: Registration): Omit<Registered, 'inputs'> {
  return {
    type: request.getType(),
    name: request.getName(),
    isProtected: request.getProtect() ?? false,
    ignored: request.getIgnorechangesList(),
    dependencies: request
      .getDependenciesList()
      .map((urn) => urn.split('::').slice(2).join(' '))
      .toSorted(),
    retries: request.getHooks()?.getOnErrorList() ?? [],
    beforeDelete: request.getHooks()?.getBeforeDeleteList() ?? [],
  }
}

/** Mocks know nothing of hooks. */
function acceptHook(_: unknown, answer: (error: null, empty: object) => void): void {
  answer(null, {})
}

/** `type name` of each. */
export function names({ resources }: Run): readonly string[] {
  return resources.map(({ type, name }) => `${type} ${name}`)
}

/** @param type the last part of Pulumi's: `Instance` */
export function ofType({ resources }: Run, type: string): readonly Registered[] {
  return resources.filter((each) => each.type.endsWith(`:${type}`))
}

/** @throws Error when there is none */
export function one(run: Run, type: string, name?: string): Registered {
  const found = ofType(run, type).find((each) => name === undefined || each.name === name)
  if (!found) throw new Error(`There is no ${type} ${name ?? ''}`)
  return found
}

/** All that has to be there before this. */
export function earlierThan({ resources }: Run, of: Registered): ReadonlySet<string> {
  const known = new Map(resources.map((each) => [`${each.type} ${each.name}`, each]))
  const found = new Set<string>()
  const look = ({ dependencies }: Registered) => {
    for (const dependency of dependencies.filter((each) => !found.has(each))) {
      found.add(dependency)
      const next = known.get(dependency)
      if (next) look(next)
    }
  }
  look(of)
  return found
}
