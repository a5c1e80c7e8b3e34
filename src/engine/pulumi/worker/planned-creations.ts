/** What a program would make that the state does not know, as the engine works it out. */
import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js'
import { fieldOf, isRecord, textOf } from '../json-fields.ts'
import { isShown } from '../stack-names.ts'

/** A resource as the state would have it, but for its id and what only its provider knows. */
export interface PlannedCreation {
  readonly urn: string
  readonly type: string
  /** Those that are known beforehand, without secrets. */
  readonly inputs: Readonly<Record<string, unknown>>
  readonly state: Readonly<Record<string, unknown>>
}

/** What the engine says for what nobody knows yet, and for what nobody is told. */
const untold = /04da6b54-80e4-46f7-96ec-b56ff0331ba9|"4dabf18193072939515e22adb298388d"|"\[secret\]"/

export async function plannedCreations(stack: Stack): Promise<readonly PlannedCreation[]> {
  const creations: PlannedCreation[] = []
  await stack.preview({ onEvent: (event) => creations.push(...creationIn(event)) })
  return creations
}

/** Empty where it is about something else. Secrets come as `[secret]`. */
export function creationIn({ resourcePreEvent }: Pick<EngineEvent, 'resourcePreEvent'>) {
  const { op, urn = '', type = '', new: planned } = resourcePreEvent?.metadata ?? {}
  const [parent, provider] = [textOf(planned, 'parent'), textOf(planned, 'provider')]
  const isReal = isShown(type, fieldOf(planned, 'custom') === true)
  // Without a provider in the state there is nobody who could have made it.
  if (op !== 'create' || !isReal || provider === undefined || untold.test(provider)) return []
  const inputs = toldInputs(fieldOf(planned, 'inputs'))
  const state = { urn, type, custom: true, inputs, provider, ...(parent === undefined ? {} : { parent }) }
  return [{ urn, type, inputs, state }]
}

function toldInputs(inputs: unknown): Readonly<Record<string, unknown>> {
  const entries = isRecord(inputs) ? Object.entries(inputs) : []
  return Object.fromEntries(entries.filter(([, value]) => !untold.test(JSON.stringify(value) ?? '')))
}
