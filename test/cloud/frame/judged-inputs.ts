/** What a program gave, completed and judged by the values alone, before anything is made. */
import { createHash, randomBytes } from 'node:crypto'
import type { Caller } from './call.ts'
import type { Problem, ResourceType } from './definition.ts'
import { type Properties, valueAt, withAt } from './properties.ts'

export interface JudgeRequest {
  /** The resource's name in the program. */
  readonly name: string
  readonly oldInputs: Properties
  readonly newInputs: Properties
  /** The same for the same resource in one run. */
  readonly seed: Uint8Array
}

export interface Judged {
  readonly inputs: Properties
  readonly problems: readonly Problem[]
}

export function judgedInputs(caller: Caller, type: ResourceType, request: JudgeRequest): Judged {
  const { definition, session } = caller
  const given = definition.prepare?.(type, request.newInputs, session) ?? request.newInputs
  const settled = type.defaults?.(given) ?? {}
  const added = Object.keys(settled).filter((key) => given[key] === undefined)
  const name = madeUpName(type, given, request)
  const complete = { ...settled, ...given }
  const inputs =
    type.name && name !== undefined
      ? { ...withAt(complete, type.name.property, name), __defaults: [...added, type.name.property] }
      : { ...complete, __defaults: added }
  const missing = type.required
    .filter((path) => valueAt(inputs, path) === undefined)
    .map((path) => ({ path, reason: `Missing required property '${path}'` }))
  return { inputs, problems: [...missing, ...(type.problems?.(inputs) ?? [])] }
}

/** A name the provider made up stays, once made. A refresh forgets which those are: then any old name is one. */
function madeUpName({ name }: ResourceType, given: Properties, request: JudgeRequest): unknown {
  if (!name || valueAt(given, name.property) !== undefined) return undefined
  const { oldInputs, seed } = request
  const wasMadeUp = oldInputs['__defaults']
  const old = valueAt(oldInputs, name.property)
  const isMadeUp = !Array.isArray(wasMadeUp) || wasMadeUp.includes(name.property)
  if (isMadeUp && old !== undefined) return old
  const { digits = 7, longest } = name
  const hex = createHash('sha256')
    .update(seed.length > 0 ? seed : randomBytes(16))
    .digest('hex')
  return `${request.name.slice(0, longest - digits - 1)}-${hex.slice(0, digits)}`
}
