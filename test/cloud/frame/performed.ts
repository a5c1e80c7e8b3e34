import type { Call, Caller, CallVerb, ResourceRequest } from './call.ts'
import { faultAt, type Hit } from './faults.ts'
import { type Notes, told } from './journal.ts'

/** A call, and where in the account what it is about is. */
export interface PlacedRequest extends ResourceRequest {
  readonly region: string
}

export interface Performance {
  /** For the journal. */
  readonly notes: Notes
  readonly fault: Hit | undefined
}

/** Runs a call: the journal tells of it, and a fault may hit it. */
export function performed<T>(
  { world, definition, session }: Caller,
  verb: CallVerb,
  { region, ...resource }: PlacedRequest,
  work: (performance: Performance) => Promise<T>,
): Promise<T> {
  const call: Call = { package: definition.package, verb, ...resource }
  const place = { account: session.identity.account, region }
  const { minuteMs } = world.settings()
  const fault = faultAt(world, call)
  const met = fault?.id === undefined ? {} : { fault: fault.id }
  return told(world.folder, { ...call, ...place, ...met }, minuteMs, (notes) => work({ notes, fault }))
}
