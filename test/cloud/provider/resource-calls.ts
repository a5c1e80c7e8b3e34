/** The calls about resources, between the protocol's messages and the frame. */
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import type { Caller, CallVerb } from '../frame/call.ts'
import { invoke } from '../frame/data-source.ts'
import { differenceOf, type PropertyChange } from '../frame/difference.ts'
import { meetBefore } from '../frame/faults.ts'
import { judgedInputs } from '../frame/judged-inputs.ts'
import { performed } from '../frame/performed.ts'
import { type Properties, valueAt, withKnownAt, withUnknownAt } from '../frame/properties.ts'
import { createResource, deleteResource, readResource, typeOf, updateResource } from '../frame/resource.ts'
import { toProperties, toStruct } from './messages.ts'

interface Named {
  getUrn(): string
  getName(): string
  getType(): string
}

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` */
function resourceOf(request: Named) {
  const urn = request.getUrn()
  const [, , types = '', name = ''] = urn.split('::')
  return { urn, type: request.getType() || (types.split('$').at(-1) ?? ''), name: request.getName() || name }
}

/** A call that changes nothing in the cloud, which faults and the journal know all the same. */
function looked<T>(caller: Caller, verb: CallVerb, request: Named, work: () => T): Promise<T> {
  const placed = { ...resourceOf(request), region: caller.session.region }
  return performed(caller, verb, placed, async ({ fault }) => {
    await meetBefore(fault)
    return work()
  })
}

export function check(caller: Caller, request: provider.CheckRequest): Promise<provider.CheckResponse> {
  return looked(caller, 'check', request, () => {
    const { type, name } = resourceOf(request)
    const { inputs, problems } = judgedInputs(caller, typeOf(caller.definition, type), {
      name,
      oldInputs: toProperties(request.getOlds()),
      newInputs: toProperties(request.getNews()),
      seed: request.getRandomseed_asU8(),
    })
    const failures = problems.map(({ path, reason }) =>
      new provider.CheckFailure().setReason(caller.definition.words.problem(name, path, reason)),
    )
    return new provider.CheckResponse().setInputs(toStruct(inputs)).setFailuresList(failures)
  })
}

export function diff(caller: Caller, request: provider.DiffRequest): Promise<provider.DiffResponse> {
  return looked(caller, 'diff', request, () => {
    const { changes, deleteBeforeReplace } = differenceOf(
      typeOf(caller.definition, resourceOf(request).type),
      {
        oldInputs: toProperties(request.getOldInputs()),
        oldOutputs: toProperties(request.getOlds()),
        newInputs: toProperties(request.getNews()),
      },
    )
    const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges
    const response = new provider.DiffResponse()
      .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
      .setDiffsList(topLevel(changes))
      .setReplacesList(topLevel(changes.filter(({ replaces }) => replaces)))
      .setDeletebeforereplace(deleteBeforeReplace)
      .setHasdetaileddiff(true)
    for (const change of changes) response.getDetaileddiffMap().set(change.path, propertyDiff(change))
    return response
  })
}

function topLevel(changes: readonly PropertyChange[]): string[] {
  return [...new Set(changes.map(({ path }) => path.replace(/[.[].*$/, '')))]
}

function propertyDiff({ kind, replaces }: PropertyChange): provider.PropertyDiff {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  }
  return new provider.PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0] ?? UPDATE)
}

export async function create(
  caller: Caller,
  request: provider.CreateRequest,
): Promise<provider.CreateResponse> {
  const resource = resourceOf(request)
  const inputs = toProperties(request.getProperties())
  const response = new provider.CreateResponse()
  if (request.getPreview()) {
    const { inside = [] } = typeOf(caller.definition, resource.type)
    const outputs = inside.reduce(withUnknownAt, told(inputs))
    return looked(caller, 'preview', request, () => response.setProperties(toStruct(outputs)))
  }
  const timeoutSeconds = request.getTimeout()
  const { id, outputs } = await createResource(caller, { ...resource, inputs, timeoutSeconds })
  return response.setId(id).setProperties(toStruct(outputs))
}

export async function update(
  caller: Caller,
  request: provider.UpdateRequest,
): Promise<provider.UpdateResponse> {
  const inputs = toProperties(request.getNews())
  const response = new provider.UpdateResponse()
  if (request.getPreview()) {
    const { inside = [] } = typeOf(caller.definition, resourceOf(request).type)
    const olds = toProperties(request.getOlds())
    const outputs = inside.reduce((known, path) => withKnownAt(known, path, valueAt(olds, path)), {
      ...olds,
      ...told(inputs),
    })
    return looked(caller, 'preview', request, () => response.setProperties(toStruct(outputs)))
  }
  const asked = { ...resourceOf(request), id: request.getId(), timeoutSeconds: request.getTimeout() }
  const { outputs } = await updateResource(caller, { ...asked, inputs })
  return response.setProperties(toStruct(outputs))
}

/** What a preview can say of what is not there yet: the rest is unknown. */
function told(inputs: Properties): Properties {
  const { __defaults, ...rest } = inputs
  return rest
}

export function remove(caller: Caller, request: provider.DeleteRequest): Promise<void> {
  const asked = { ...resourceOf(request), id: request.getId(), timeoutSeconds: request.getTimeout() }
  return deleteResource(caller, { ...asked, outputs: toProperties(request.getProperties()) })
}

export async function read(caller: Caller, request: provider.ReadRequest): Promise<provider.ReadResponse> {
  const isImport = Object.keys(toProperties(request.getProperties())).length === 0
  const oldInputs = toProperties(request.getInputs())
  const asked = { ...resourceOf(request), id: request.getId(), isImport, oldInputs }
  const found = await readResource(caller, asked)
  const response = new provider.ReadResponse()
  if (!found) return response
  return response.setId(found.id).setProperties(toStruct(found.outputs)).setInputs(toStruct(found.inputs))
}

export async function ask(caller: Caller, request: provider.InvokeRequest): Promise<provider.InvokeResponse> {
  const answer = await invoke(caller, request.getTok(), toProperties(request.getArgs()))
  return new provider.InvokeResponse().setReturn(toStruct(answer))
}
