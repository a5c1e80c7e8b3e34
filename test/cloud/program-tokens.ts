/** Which types and functions a program uses: it is run without an engine, on tables that answer it. */
import { runtime } from '@pulumi/pulumi'
import type { SimulatedCloud } from './cloud.ts'
import { direct } from './direct.ts'
import { type Properties, propertiesAt } from './frame/properties.ts'

export interface ProgramTokens {
  readonly types: readonly string[]
  readonly functions: readonly string[]
  /** Why tables did not answer: a type they lack, or a rule that the program breaks. */
  readonly complaints: readonly string[]
}

/** Pulumi's own: providers, stacks, stashes, components. */
const isOwn = (token: string) => /^(pulumi:|[\w-]+:index:[A-Z])/.test(token)

/** What a program asks of things that no table makes here: Pulumi's own, and what is in a cluster. */
function anyState(type: string, name: string, inputs: Properties): Properties {
  if (type === 'pulumi:index:Stash') return { ...inputs, output: inputs['input'] }
  const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }
  return type.startsWith('kubernetes:') ? { ...inputs, metadata: metadataOf(name, inputs), status } : inputs
}

function metadataOf(name: string, inputs: Properties): Properties {
  return { name, namespace: 'default', uid: name, ...propertiesAt(inputs, 'metadata') }
}

/** Runs a program, which may make and ask what it wants. */
export async function tokensOf(
  cloud: SimulatedCloud,
  program: () => Promise<unknown>,
): Promise<ProgramTokens> {
  const [types, functions, complaints] = [new Set<string>(), new Set<string>(), new Set<string>()]
  let region = 'eu-west-1'
  const aws = () => direct(cloud, { config: { region } })
  await runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        if (type === 'pulumi:providers:aws') region = inputs.region ?? region
        if (isOwn(type)) return { id: `${name}-id`, state: anyState(type, name, inputs) }
        types.add(type)
        const made = type.startsWith('aws:') ? aws().create(type, name, plain(inputs)) : undefined
        return (
          (await made?.then(
            ({ id, outputs }) => ({ id, state: outputs }),
            (error: Error) => void complaints.add(error.message),
          )) ?? { id: `${name}-id`, state: anyState(type, name, inputs) }
        )
      },
      call: async ({ token, inputs }) => {
        functions.add(token)
        if (!token.startsWith('aws:')) return inputs
        const answer = async () => aws().ask(token, plain(inputs))
        return answer().catch((error: Error) => {
          complaints.add(error.message)
          return inputs
        })
      },
    },
    'zenml',
    'sample',
    false,
  )
  Object.assign(runtime.getMonitor() ?? {}, { registerErrorHook: acceptHook })
  await runtime.runInPulumiStack(program)
  await runtime.disconnect()
  return { types: [...types].sort(), functions: [...functions].sort(), complaints: [...complaints] }
}

/** Mocks know nothing of hooks. */
function acceptHook(_request: unknown, answer: (error: null, empty: object) => void): void {
  answer(null, {})
}

/** As it would cross processes. */
function plain(inputs: unknown): Properties {
  return JSON.parse(JSON.stringify(inputs))
}
