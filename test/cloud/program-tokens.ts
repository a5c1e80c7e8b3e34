/** Which types and functions a program uses: it is run without an engine, on tables that answer it. */
import { runtime } from '@pulumi/pulumi'
import type { SimulatedCloud } from './cloud.ts'
import { type Direct, direct } from './direct.ts'
import { type Properties, propertiesAt } from './frame/properties.ts'
import { clouds } from './provider/definitions.ts'

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
  const callers = await callersOf(cloud)
  const unless = async <T>(work: Promise<T>, otherwise: T): Promise<T> =>
    work.catch((error: Error) => {
      complaints.add(error.message)
      return otherwise
    })
  await runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        const asItIs = () => ({ id: `${name}-id`, state: anyState(type, name, inputs) })
        if (type.startsWith('pulumi:providers:')) callers.get(type.split(':')[2])?.become(plain(inputs))
        if (isOwn(type)) return asItIs()
        types.add(type)
        const caller = callers.get(type.split(':')[0])
        return caller ? unless(made(caller, type, name, plain(inputs)), asItIs()) : asItIs()
      },
      call: async ({ token, inputs }) => {
        functions.add(token)
        const caller = callers.get(token.split(':')[0])
        return caller ? unless(caller.ask(token, plain(inputs)), inputs) : inputs
      },
    },
    'zenml',
    'sample',
    false,
  )
  Object.assign(runtime.getMonitor() ?? {}, {
    registerErrorHook: acceptHook,
    registerResourceHook: acceptHook,
  })
  await runtime.runInPulumiStack(program)
  await runtime.disconnect()
  return { types: [...types].sort(), functions: [...functions].sort(), complaints: [...complaints] }
}

async function made(caller: ProgramCaller, type: string, name: string, inputs: Properties) {
  const { id, outputs } = await caller.create(type, name, inputs)
  return { id, state: outputs }
}

/** Somebody who asks one of the clouds, with what the program's provider says. */
interface ProgramCaller extends Pick<Direct, 'create' | 'ask'> {
  become(config: Properties): void
}

async function callersOf(cloud: SimulatedCloud): Promise<ReadonlyMap<string | undefined, ProgramCaller>> {
  const callers = Object.entries(clouds).map(async ([name, { load, administrator, environmentOf }]) => {
    const [definition, env] = [await load(), environmentOf(administrator)]
    let config: Properties = {}
    const caller: ProgramCaller = {
      become: (news) => {
        config = news
      },
      create: async (...resource) => direct(cloud, { definition, env, config }).create(...resource),
      ask: async (...question) => direct(cloud, { definition, env, config }).ask(...question),
    }
    return [name, caller] as const
  })
  return new Map(await Promise.all(callers))
}

/** Mocks know nothing of hooks. */
function acceptHook(_request: unknown, answer: (error: null, empty: object) => void): void {
  answer(null, {})
}

const signature = '4dabf18193072939515e22adb298388d'

/** As it would cross processes; secrets as what they are. */
function plain(inputs: unknown): Properties {
  return JSON.parse(JSON.stringify(inputs), (_, value) => (Object(value)[signature] ? value.value : value))
}
