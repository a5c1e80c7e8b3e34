/** A change of the cloud, from the engine's request to its answer, whatever the type: begun, waited for, judged. */
import { setTimeout as delay } from 'node:timers/promises'
import { badEnd } from './bad-end.ts'
import type { Caller } from './call.ts'
import { ProviderError } from './cloud-error.ts'
import type { ResourceType } from './definition.ts'
import { ending, type Fault, type Hit, meetAccepted, meetBefore } from './faults.ts'
import { patiently, until } from './patience.ts'
import { type PlacedRequest, performed } from './performed.ts'
import type { Properties } from './properties.ts'
import { throttled } from './throttle.ts'
import type { CloudObject, View } from './view.ts'

export interface Change {
  readonly caller: Caller
  readonly verb: 'create' | 'update' | 'delete'
  readonly type: ResourceType
  readonly request: PlacedRequest
  /** What the program allows; 0: what the provider does. */
  readonly timeoutSeconds: number
  /** What is known of it, for words: inputs, and its id. */
  readonly subject: Properties
  /** Judges and begins; `undefined` when there is nothing to do. */
  readonly begin: (view: View) => CloudObject | undefined
}

const USUAL_TIMEOUT_MINUTES = 20
const REAL_PATIENCE_MS = 120_000
const REAL_PAUSE_MS = 50

/** @returns what it is in the end, `undefined` when it is not there */
export function carryOut(change: Change): Promise<CloudObject | undefined> {
  const { caller, verb, request, type } = change
  return performed(caller, verb, request, async ({ notes, fault }) => {
    const begun = await begin(change, fault)
    if (begun) Object.assign(notes, { id: begun.id, minutes: durationOf(type, verb, begun.inputs, fault) })
    await meetAccepted(fault)
    const object = begun && (await seeThrough(change, begun, fault))
    const end = ending(fault)
    if (end) throw failure(change, end.reason, end.named ? object : undefined)
    return object
  })
}

async function begin(change: Change, fault: Hit | undefined): Promise<CloudObject | undefined> {
  const { caller, verb, type } = change
  const operation = type.operations[verb]
  try {
    await meetBefore(fault)
    await throttled(caller, operation, fault)
    return await patiently(caller.world.settings, type.retries?.[verb], () =>
      visit(change, (view) => {
        caller.definition.permit(caller.session, operation)
        const object = change.begin(view)
        return object && withEnd(object, view, durationOf(type, verb, object.inputs, fault))
      }),
    )
  } catch (error) {
    throw failure(change, error, undefined)
  }
}

/** What somebody else began ends when it ends. */
function withEnd(object: CloudObject, view: View, minutes: number): CloudObject {
  if (object.until !== undefined) return object
  return view.change(object, { until: view.now + view.milliseconds(minutes) })
}

async function seeThrough(change: Change, begun: CloudObject, fault: Fault | undefined) {
  const { caller, verb, type, timeoutSeconds, subject } = change
  const minutes = durationOf(type, verb, begun.inputs, fault)
  const allowed = timeoutSeconds > 0 ? timeoutSeconds / 60 : (type.timeouts?.[verb] ?? USUAL_TIMEOUT_MINUTES)
  if (minutes > allowed) {
    await delay(allowed * caller.world.settings().minuteMs)
    const words = caller.definition.words.timedOut(type.operations[verb], subject, type, allowed)
    throw failure(change, new ProviderError(words), begun)
  }
  await delay(Math.max(0, (begun.until ?? 0) - Date.now()))
  if (verb === 'delete') return visit(change, (view) => void view.find(type.token, begun.id))
  await untilThere(change, begun)
  await untilHealthy(change, begun, allowed)
  return visit(change, (view) => view.find(type.token, begun.id)) ?? begun
}

/** Real things take real time to start. */
async function untilThere(change: Change, { id }: CloudObject): Promise<void> {
  const { outside, token } = change.type
  if (!outside) return
  const deadline = Date.now() + REAL_PATIENCE_MS
  const look = () => visit(change, (view) => view.find(token, id))
  for (let object = look(); object && outside(object); object = look()) {
    if (Date.now() > deadline) throw new Error(`Nobody started what stands behind ${token} ${id}.`)
    await delay(REAL_PAUSE_MS)
  }
}

async function untilHealthy(change: Change, { id }: CloudObject, allowed: number): Promise<void> {
  const { type, caller } = change
  const look = () =>
    visit(change, (view) => {
      const object = view.find(type.token, id)
      return { object, trouble: object && type.trouble?.(object, view) }
    })
  const fine = () => (look().trouble === undefined ? true : undefined)
  if (await until(caller.world.settings, allowed, fine, caller.cancelled)) return
  const { object, trouble } = look()
  if (trouble !== undefined) throw failure(change, new ProviderError(trouble), object)
}

function failure(change: Change, error: unknown, object: CloudObject | undefined): unknown {
  const { caller, verb, type, request, subject } = change
  return badEnd({ caller, verb, operation: type.operations[verb], urn: request.urn, subject, object }, error)
}

function visit<T>({ caller, request }: Change, work: (view: View) => T): T {
  const { world, definition, session } = caller
  return world.visit(definition, session.identity.account, request.region, work)
}

/** In minutes of the real cloud. */
function durationOf(
  type: ResourceType,
  verb: Change['verb'],
  inputs: Properties,
  fault: Fault | undefined,
): number {
  const duration = type.minutes[verb]
  const more = fault?.effect === 'slow' ? (fault.minutes ?? 0) : 0
  return (typeof duration === 'number' ? duration : duration(inputs)) + more
}
