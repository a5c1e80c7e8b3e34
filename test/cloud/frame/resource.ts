/** Making, reading, changing and removing one resource, as a provider does for the engine. */
import { badEnd } from './bad-end.ts'
import type { Caller, ResourceRequest } from './call.ts'
import { carryOut } from './change.ts'
import { missingEntry, ProviderError } from './cloud-error.ts'
import type { CloudDefinition, ResourceType } from './definition.ts'
import { meetBefore } from './faults.ts'
import { performed } from './performed.ts'
import { type Properties, textAt } from './properties.ts'
import { throttled } from './throttle.ts'
import type { CloudObject, View } from './view.ts'

/** What the cloud has, as the engine keeps it. */
export interface ResourceState {
  readonly id: string
  readonly outputs: Properties
}

export interface ChangeRequest extends ResourceRequest {
  /** 0: as long as the provider usually waits. */
  readonly timeoutSeconds: number
}

export function typeOf({ types }: CloudDefinition, token: string): ResourceType {
  const type = types[token]
  if (!type) throw missingEntry('type', token)
  return type
}

export async function createResource(
  caller: Caller,
  request: ChangeRequest & { readonly inputs: Properties },
): Promise<ResourceState> {
  const { definition, session } = caller
  const { inputs, timeoutSeconds, ...resource } = request
  const type = typeOf(definition, request.type)
  const region = regionOf(caller, type, inputs)
  const object = await carryOut({
    ...{ caller, verb: 'create', type, timeoutSeconds, subject: inputs },
    request: { ...resource, region },
    begin: (view) => make(type, caller, view, inputs, 'pulumi'),
  })
  if (!object) throw new Error(`${session.identity.account} lost ${request.urn} while it was made`)
  return stateOf(type, object)
}

/** Judges and makes something, in the phase of being created. */
export function make(
  type: ResourceType,
  caller: Pick<Caller, 'session'>,
  view: View,
  inputs: Properties,
  madeBy: CloudObject['madeBy'],
): CloudObject {
  const made = type.make({ inputs, view, session: caller.session })
  const lag = Math.max(made.unseen ?? 0, view.settings.lagMinutes)
  return view.add({
    ...{ type: type.token, id: made.id, inputs, madeBy, phase: 'creating' },
    outputs: { ...inputs, ...made.outputs },
    ...(lag > 0 ? { seenFrom: view.now + view.milliseconds(lag) } : {}),
  })
}

export async function updateResource(
  caller: Caller,
  request: ChangeRequest & { readonly id: string; readonly inputs: Properties },
): Promise<ResourceState> {
  const { id, inputs, timeoutSeconds, ...resource } = request
  const type = typeOf(caller.definition, request.type)
  const object = await carryOut({
    ...{ caller, verb: 'update', type, timeoutSeconds, subject: { ...inputs, id } },
    request: { ...resource, region: regionOf(caller, type, inputs) },
    begin: (view) => {
      const found = view.find(type.token, id)
      if (!found || found.phase === 'deleting') throw new ProviderError(goneWhileUpdating(request.urn))
      return alter(type, caller, view, found, inputs)
    },
  })
  if (!object) throw new ProviderError(goneWhileUpdating(request.urn))
  return stateOf(type, object)
}

/** Judges and makes a change, in the phase of being updated. */
export function alter(
  type: ResourceType,
  { session }: Pick<Caller, 'session'>,
  view: View,
  object: CloudObject,
  inputs: Properties,
): CloudObject {
  const news = type.change?.({ inputs, view, session, object })
  const kept = Object.entries(object.outputs).filter(([key]) => !(key in object.inputs) || key in inputs)
  const outputs = { ...Object.fromEntries(kept), ...inputs, ...news }
  return view.change(object, { inputs, outputs, phase: 'updating' })
}

function goneWhileUpdating(urn: string): string {
  return (
    `Resource provider reported that the resource did not exist while updating ${urn}.\n\n` +
    'This is usually a result of the resource having been deleted outside of Pulumi, and can often be fixed by ' +
    'running `pulumi refresh` before updating.'
  )
}

/** What is not there is as good as deleted. */
export async function deleteResource(
  caller: Caller,
  request: ChangeRequest & { readonly id: string; readonly outputs: Properties },
): Promise<void> {
  const { id, outputs, timeoutSeconds, ...resource } = request
  const type = typeOf(caller.definition, request.type)
  await carryOut({
    ...{ caller, verb: 'delete', type, timeoutSeconds, subject: { ...outputs, id } },
    request: { ...resource, region: regionOf(caller, type, outputs) },
    begin: (view) => {
      const object = view.find(type.token, id)
      return object && unmake(type, view, object)
    },
  })
}

/** Judges and begins to remove something; what goes already goes on going. */
export function unmake(type: ResourceType, view: View, object: CloudObject): CloudObject {
  if (object.phase === 'deleting') return object
  type.unmake?.(object, view)
  const { until, ...rest } = object
  return view.change(rest, { phase: 'deleting' })
}

export interface ReadRequest extends ResourceRequest {
  readonly id: string
  /** The engine knows nothing of it yet but its id. */
  readonly isImport: boolean
  /** Empty when the engine knows nothing of it yet but its id. */
  readonly oldInputs: Properties
}

/** What became of it, with the inputs that would make it so; `undefined` when it is gone. */
export function readResource(
  caller: Caller,
  request: ReadRequest,
): Promise<(ResourceState & { readonly inputs: Properties }) | undefined> {
  const { definition, world, session } = caller
  const { id, isImport, oldInputs, ...resource } = request
  const type = typeOf(definition, request.type)
  const region = regionOf(caller, type, oldInputs)
  const operation = type.operations.read
  return performed(caller, 'read', { ...resource, region }, async ({ notes, fault }) => {
    notes.id = id
    try {
      await meetBefore(fault)
      await throttled(caller, operation, fault)
      return world.visit(definition, session.identity.account, region, (view) => {
        definition.permit(session, operation)
        const object = view.find(type.token, id) ?? namedObject(type, view, { id, isImport })
        if (!object || object.phase === 'deleting' || (object.seenFrom ?? 0) > view.now) return undefined
        return { ...stateOf(type, object), inputs: inputsOf(object, oldInputs) }
      })
    } catch (error) {
      throw badEnd(
        { caller, verb: 'read', operation, urn: request.urn, subject: { ...oldInputs, id } },
        error,
      )
    }
  })
}

interface Wanted {
  readonly id: string
  readonly isImport: boolean
}

function namedObject(
  { token, name, isReadByName, importedAs }: ResourceType,
  view: View,
  { id, isImport }: Wanted,
) {
  return view.list(token).find(({ outputs }) => {
    if (isReadByName && name && outputs[name.property] === id) return true
    return isImport && importedAs?.(outputs) === id
  })
}

/** A refresh tells of what the program gave; an import of all there is. */
function inputsOf(object: CloudObject, oldInputs: Properties): Properties {
  const known = Object.keys(oldInputs).filter((key) => !key.startsWith('__'))
  const keys = known.length > 0 ? known : Object.keys(object.inputs)
  const entries = keys.filter((key) => key in object.inputs && !key.startsWith('__'))
  return Object.fromEntries(entries.map((key) => [key, object.inputs[key]]))
}

function stateOf(type: ResourceType, { id, outputs, phase }: CloudObject): ResourceState {
  const told = Object.entries(outputs).filter(([key]) => !key.startsWith('__'))
  const word = type.status && phase !== 'deleted' ? type.status.words[phase] : undefined
  const status = type.status && word ? { [type.status.property]: word } : {}
  return { id, outputs: { ...Object.fromEntries(told), id, ...status } }
}

/** Where in an account things of this kind are. */
function regionOf({ session }: Caller, type: ResourceType, known: Properties): string {
  return type.place ?? textAt(known, 'region') ?? session.region
}
