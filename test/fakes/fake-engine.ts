/** Stands in for what carries deployments out: keeps them in memory, by the words of the port. Rules: `README.md`. */

import type {
  DataDecision,
  Deployment,
  DeploymentStatus,
  DestroyDecision,
  DestroyPlan,
  DestroyResult,
  Engine,
  EngineListener,
  ResourceChange,
  Target,
  UpResult,
} from '../../src/engine/engine.ts'
import type { LiveFacts, LogOptions } from '../../src/engine/live.ts'
import { deploymentLocked, deploymentNotFound, interrupted } from '../../src/errors/deployment.ts'
import { ZenError } from '../../src/errors/zen-error.ts'
import type { Check, Outputs, Secrets, Spec } from '../../stacks/contract.ts'
import {
  type ClusterFaults,
  clusterMethods,
  type FakeForward,
  isUnexposed,
  nowhere,
  silence,
  whereInCluster,
} from './fake-cluster.ts'

/** Who holds a lock. */
export interface FakeOwner {
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly since: string
}

/** What goes wrong, until it is set back. */
export interface Faults extends ClusterFaults {
  /** `up` fails before it creates anything. */
  failAtUp?: boolean
  /** `up` fails when the server is there, but not ready. */
  failAfterCreating?: boolean
  /** `up` waits for the signal, once it has begun. */
  hang?: boolean
  /** `destroy` throws when everything is gone, as if zen had been killed right there. */
  dieAfterDestroy?: boolean
  /** Another zen is at work on everything. */
  lockedBy?: FakeOwner
  /** What carries deployments out does not answer: `planDestroy` throws. */
  unreachable?: boolean
  /** What `destroy` can't take away. */
  leftovers?: readonly string[]
}

/** The server that a deployment runs. A stopped one does not answer, a deleted database forgets. */
export interface ServerSwitch {
  readonly url: string
  readonly resume: () => void
  readonly pause: () => void
  readonly forget: () => void
  /** From now on it runs another version of ZenML, on the same data. */
  readonly become?: (version: string) => void
}

export interface FakeEngineOptions {
  readonly server: ServerSwitch
  /** Password of the administrator where nobody gives one. @default '' */
  readonly password?: string
  readonly checks?: readonly Check[]
  /** What the place says before anything is made, where it can be asked. */
  readonly preflight?: Engine['preflight']
  readonly now?: () => Date
  /** It stands in for an engine that deploys to a cluster. @default false */
  readonly cluster?: boolean
}

export interface FakeEngine extends Engine {
  /** Calls that could change something, in order: `up local`, `destroy keep local`. */
  readonly journal: string[]
  readonly faults: Faults
  /** Secrets of the last `up` by name. */
  readonly secretsOf: (name: string) => Secrets | undefined
  /** The server writes a line into its log. */
  readonly log: (name: string, line: string) => void
  /** What `inspect` says instead of what is usual. */
  readonly live: { facts: Partial<LiveFacts> }
  /** What can become of its data, where that is not what is usual. */
  readonly database: { fates?: readonly DataDecision[] }
  /** Every way to a server that was ever opened. */
  readonly forwards: readonly FakeForward[]
}

interface Entry {
  spec: Spec
  /** What its last `up` that came to an end was told. */
  deployed?: Spec | undefined
  secrets: Secrets
  status: DeploymentStatus
  readonly createdAt: string
  updatedAt: string
  password: string | undefined
  readonly log: string[]
}

interface State {
  readonly options: FakeEngineOptions
  readonly entries: Map<string, Entry>
  /** Where the data of destroyed deployments is. */
  readonly kept: Map<string, string>
  readonly faults: Faults
  readonly database: FakeEngine['database']
  readonly journal: string[]
  readonly forwards: FakeForward[]
}

export function fakeEngine(options: FakeEngineOptions): FakeEngine {
  const state: State = {
    ...{ options, entries: new Map(), kept: new Map() },
    ...{ faults: {}, database: {}, journal: [], forwards: [] },
  }
  const { entries, faults, database, journal, forwards } = state
  const live = { facts: {} }
  return {
    ...{ journal, faults, database, forwards, live },
    secretsOf: (name) => entries.get(name)?.secrets,
    log: (name, line) => void entries.get(name)?.log.push(line),
    checks: () => options.checks ?? [],
    ...(options.preflight ? { preflight: options.preflight } : {}),
    preview: async (target) => ({
      resources: changesFor(state, target),
      where: whereOf(state, target.spec),
      estimate: { minutes: 2, monthlyUsd: 0, asOf: '2026-01-01' },
    }),
    up: (target, listener, signal) =>
      exclusive(state, target.spec.name, 'up', () => up(state, target, listener, signal)),
    stop: (name) => exclusive(state, name, 'stop', async () => stop(state, name)),
    planDestroy: async (name) => planDestroy(state, name),
    destroy: (name, decision, listener) =>
      exclusive(state, name, verbOf(decision), async () => {
        listener({ kind: 'step', text: 'Stopping the server' })
        return destroy(state, name, decision)
      }),
    read: async (name) => toDeployment(state, entries.get(name)),
    list: async () => [...entries.values()].flatMap((entry) => toDeployment(state, entry) ?? []),
    cancel: async (name) => {
      journal.push(`cancel ${name}`)
      delete faults.lockedBy
    },
    logs: (name, logOptions) => logs(state, name, logOptions),
    ...(options.cluster ? clusterMethods({ ...clusterParts(state), live }) : {}),
  }
}

function clusterParts(state: State) {
  const { options, entries, faults, forwards } = state
  const running = (name: string) => {
    const entry = entries.get(name)
    const runs = entry?.status === 'running' || (entry?.status === 'incomplete' && entry.deployed)
    return entry && runs ? specOf(entry) : undefined
  }
  const known = (name: string) => entries.get(name)?.spec
  const forget = (name: string) =>
    exclusive(state, name, 'forget', async () => void entries.delete(existing(state, name).spec.name))
  return { serverUrl: options.server.url, faults, forwards, running, known, forget }
}

function whereOf({ options }: State, spec: Spec): string {
  return options.cluster ? whereInCluster(spec) : 'this fake computer'
}

/** As the journal has it: `destroy keep`, `destroy delete gone`, `destroy snapshot forced`. */
function verbOf({ data, placeGone, force }: DestroyDecision): string {
  return `destroy ${data}${placeGone ? ' gone' : ''}${force ? ' forced' : ''}`
}

async function exclusive<T>(
  { faults, journal }: State,
  name: string,
  verb: string,
  work: () => Promise<T>,
): Promise<T> {
  journal.push(`${verb} ${name}`)
  if (faults.lockedBy) throw deploymentLocked(name, faults.lockedBy)
  return work()
}

function changesFor({ entries, kept }: State, { spec, secrets }: Target): readonly ResourceChange[] {
  const entry = entries.get(spec.name)
  const database = { type: 'Database', name: `${spec.name}-data` }
  const server = { type: 'Server', name: spec.name }
  if (!entry) {
    return [
      { ...server, action: 'create' },
      { ...database, action: kept.has(spec.name) ? 'same' : 'create' },
    ]
  }
  const hasNewPassword = secrets['password'] !== undefined && secrets['password'] !== entry.password
  const isSame = JSON.stringify(entry.spec) === JSON.stringify(spec) && !hasNewPassword
  const action =
    entry.status === 'incomplete' ? 'create' : isSame && entry.status === 'running' ? 'same' : 'update'
  return [
    { ...server, action },
    { ...database, action: 'same' },
  ]
}

async function up(
  state: State,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<UpResult> {
  const { entries, kept, faults, options } = state
  const { spec, secrets } = target
  const resources = changesFor(state, target)
  listener({ kind: 'step', text: 'Starting the server' })
  if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
  if (faults.failAtUp) throw refused('The fake computer has no room for a server.')
  if (faults.clusterSilent) throw refused(silence)
  const before = entries.get(spec.name)
  if (before && resources.every(({ action }) => action === 'same')) return resultOf(state, before, resources)
  const now = nowOf(state)
  const entry: Entry = {
    ...{ spec, secrets, status: 'incomplete', createdAt: before?.createdAt ?? now, updatedAt: now },
    ...{ password: before?.password, log: before?.log ?? [], deployed: before?.deployed },
  }
  entries.set(spec.name, entry)
  kept.delete(spec.name)
  if (faults.hang) await aborted(signal)
  if (faults.failAfterCreating) throw refused('The fake server did not become ready.')
  entry.status = 'running'
  entry.deployed = spec
  entry.password = secrets['password'] ?? before?.password ?? options.password ?? ''
  entry.log.push('Started', 'Ready')
  const version = spec.options['server-version']
  if (version !== undefined) options.server.become?.(String(version))
  options.server.resume()
  return resultOf(state, entry, resources)
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => {
      clearInterval(work)
      reject(interrupted(['Continue: run the same command again.']))
    }
    // Like real work, it keeps the process alive.
    const work = setInterval(() => undefined, 1_000)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function refused(message: string) {
  return new ZenError({ code: 'FAKE_FAULT', message, fix: ['Run the same command again.'] })
}

function nowOf({ options: { now = () => new Date() } }: State): string {
  return now().toISOString()
}

function resultOf(state: State, entry: Entry, resources: readonly ResourceChange[]): UpResult {
  return { outputs: outputsOf(state, entry), resources }
}

/** What an upgrade that failed asked for is not what runs. */
const specOf = ({ spec, deployed }: Entry) => deployed ?? spec

function outputsOf({ options: { server } }: State, entry: Entry): Outputs {
  const { password } = entry
  const spec = specOf(entry)
  const username = String(spec.options['username'] ?? 'default')
  const common = { username, password: password ?? '', database: { type: 'sqlite' as const } }
  return isUnexposed(spec) ? { ...common, url: nowhere, unexposed: true } : { ...common, url: server.url }
}

function toDeployment(state: State, entry: Entry | undefined): Deployment | undefined {
  if (!entry) return undefined
  const { createdAt, updatedAt, password } = entry
  const spec = specOf(entry)
  const status = state.faults.clusterSilent ? 'unknown' : entry.status
  return {
    ...{ name: spec.name, provider: spec.provider, status, spec, createdAt, updatedAt },
    ...(password === undefined ? {} : { outputs: outputsOf(state, entry) }),
  }
}

function stop(state: State, name: string): void {
  const entry = existing(state, name)
  if (entry.status === 'stopped') return
  entry.status = 'stopped'
  entry.updatedAt = nowOf(state)
  hangUp(state)
}

/** The server is gone, and with it every way to it. */
function hangUp({ options, forwards }: State): void {
  options.server.pause()
  for (const { breakOff } of forwards) breakOff('The server was stopped.')
}

function existing({ entries }: State, name: string): Entry {
  const entry = entries.get(name)
  if (!entry) throw deploymentNotFound(name, [...entries.keys()])
  return entry
}

const locationOf = (name: string) => `/fake/data/${name}.db`

function planDestroy(state: State, name: string): DestroyPlan | undefined {
  const { entries, kept, faults, database } = state
  if (faults.unreachable) throw refused('The fake computer does not answer.')
  const entry = entries.get(name)
  const location = kept.get(name)
  const where = entry ? whereOf(state, entry.spec) : 'this fake computer'
  const unreachable = faults.clusterSilent ? { unreachable: silence } : {}
  if (location !== undefined) return { resources: [], where, dataLocation: location, ...unreachable }
  if (!entry) return undefined
  const resources = [{ type: 'Server', name, action: 'delete' as const }]
  const fates = database.fates ? { dataFates: database.fates } : {}
  return { resources, where, dataLocation: locationOf(name), ...fates, ...unreachable }
}

function destroy(state: State, name: string, { data, placeGone }: DestroyDecision): DestroyResult {
  const { entries, kept, faults, options } = state
  if (!kept.has(name)) existing(state, name)
  const location = locationOf(name)
  if (faults.clusterSilent && !placeGone) throw refused(silence)
  if (faults.failAtDestroy) throw refused('The fake cluster lets nothing go.')
  if (faults.leftovers && faults.leftovers.length > 0)
    return { left: faults.leftovers, data: { action: 'kept', location } }
  entries.delete(name)
  hangUp(state)
  if (placeGone || data !== 'keep') kept.delete(name)
  else kept.set(name, location)
  if (data !== 'keep') options.server.forget()
  if (faults.dieAfterDestroy) throw refused('zen was killed.')
  if (placeGone) return { left: [], data: { action: 'none' } }
  if (data === 'snapshot') return { left: [], data: { action: 'snapshot', location: `last-of-${name}` } }
  return { left: [], data: { action: data === 'delete' ? 'deleted' : 'kept', location } }
}

async function* logs(
  state: State,
  name: string,
  { tail, follow, signal }: LogOptions,
): AsyncGenerator<string> {
  const { log } = existing(state, name)
  let next = Math.max(0, log.length - tail)
  while (true) {
    for (; next < log.length; next += 1) yield log[next] ?? ''
    if (!follow || signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
