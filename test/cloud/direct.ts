/** The calls an engine would make of a provider, without an engine: for tests of the tables and of the frame. */
import { administrator } from './aws/administrator.ts'
import { aws } from './aws/aws.ts'
import type { SimulatedCloud } from './cloud.ts'
import type { Caller } from './frame/call.ts'
import { invoke } from './frame/data-source.ts'
import type { CloudDefinition } from './frame/definition.ts'
import { type Difference, differenceOf } from './frame/difference.ts'
import { type Judged, judgedInputs } from './frame/judged-inputs.ts'
import type { Properties } from './frame/properties.ts'
import { createResource, deleteResource, readResource, typeOf, updateResource } from './frame/resource.ts'

/** Something that was made, as an engine's state keeps it. */
export interface Made {
  readonly type: string
  readonly name: string
  readonly id: string
  readonly inputs: Properties
  readonly outputs: Properties
}

export interface Direct {
  check(type: string, name: string, inputs: Properties, old?: Properties): Judged
  create(type: string, name: string, inputs: Properties): Promise<Made>
  diff(made: Made, inputs: Properties): Difference
  update(made: Made, inputs: Properties): Promise<Made>
  /** What a refresh finds; `undefined` when it is gone. */
  refresh(made: Made): Promise<Made | undefined>
  /** What an import finds. */
  load(type: string, id: string): Promise<Made | undefined>
  remove(made: Made): Promise<void>
  ask(token: string, args?: Properties): Promise<Properties>
}

export interface DirectOptions {
  /** Of the provider; of AWS an administrator's in `eu-west-1`, unless it says otherwise. */
  readonly config?: Properties
  readonly env?: Readonly<Record<string, string>>
  /** @default AWS */
  readonly definition?: CloudDefinition
}

/** Somebody's keys, as a provider's configuration has them. */
export const keysOf = ({ credentials }: { readonly credentials: Readonly<Record<string, string>> }) => ({
  ...{ accessKey: credentials['accessKeyId'], secretKey: credentials['secretAccessKey'] },
  ...(credentials['sessionToken'] ? { token: credentials['sessionToken'] } : {}),
})

/** @throws with all that is wrong, when the configuration is no good */
export function direct(cloud: SimulatedCloud, options: DirectOptions = {}): Direct {
  const { definition = aws, env = {} } = options
  const usual = definition === aws ? { region: 'eu-west-1', ...keysOf(administrator) } : {}
  const config = { ...usual, ...options.config }
  const { identities } = cloud.world.settings()
  const session = definition.signIn({ config, env, identities, world: cloud.world })
  if ('problems' in session) throw new Error(session.problems.join('\n'))
  const caller: Caller = { definition, world: cloud.world, session }
  const resource = (type: string, name: string) => ({ type, name, urn: `urn:pulumi:s::p::${type}::${name}` })
  const check = (type: string, name: string, newInputs: Properties, oldInputs: Properties = {}) =>
    judgedInputs(caller, typeOf(definition, type), { name, newInputs, oldInputs, seed: new Uint8Array() })
  const judged = (type: string, name: string, given: Properties, old?: Properties) => {
    const { inputs, problems } = check(type, name, given, old)
    if (problems.length > 0) throw new Error(problems.map(({ reason }) => reason).join('\n'))
    return inputs
  }
  return {
    check,
    create: async (type, name, given) => {
      const inputs = judged(type, name, given)
      const state = await createResource(caller, { ...resource(type, name), inputs, timeoutSeconds: 0 })
      return { type, name, inputs, ...state }
    },
    diff: ({ type, name, inputs, outputs }, given) => {
      const newInputs = check(type, name, given, inputs).inputs
      return differenceOf(typeOf(definition, type), { oldInputs: inputs, oldOutputs: outputs, newInputs })
    },
    update: async (made, given) => {
      const inputs = judged(made.type, made.name, given, made.inputs)
      const asked = { ...resource(made.type, made.name), id: made.id, inputs, timeoutSeconds: 0 }
      return { ...made, inputs, ...(await updateResource(caller, asked)) }
    },
    refresh: async (made) => {
      const asked = {
        ...resource(made.type, made.name),
        id: made.id,
        isImport: false,
        oldInputs: made.inputs,
      }
      const found = await readResource(caller, asked)
      return found && { ...made, ...found }
    },
    load: async (type, id) => {
      const asked = { ...resource(type, 'loaded'), id, isImport: true, oldInputs: {} }
      const found = await readResource(caller, asked)
      return found && { type, name: 'loaded', ...found }
    },
    remove: ({ type, name, id, outputs }) =>
      deleteResource(caller, { ...resource(type, name), id, outputs, timeoutSeconds: 0 }),
    ask: (token, args = {}) => invoke(caller, token, args),
  }
}
