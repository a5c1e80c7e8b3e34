/** A program run against Pulumi's mocks: what it registers, and how that is wired. No engine, no order, no updates. */
import { output, runtime } from '@pulumi/pulumi'
import type { Secrets, Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace, Program, ProgramRequest } from '../../../stacks/program-contract.ts'
import { type Registered, watchRegistrations, wiringOf } from './registrations.ts'

export interface MockedRun {
  readonly resources: readonly Registered[]
  readonly invokes: readonly string[]
  readonly outputs: Readonly<Record<string, unknown>>
  readonly announced: readonly ClusterPlace[]
}

type Values = Readonly<Record<string, unknown>>

export interface MockedCloud {
  readonly program: Program
  /** What the cloud says of what was made, as far as the program asks for it: by type. */
  readonly answers: Readonly<Record<string, Values>>
  /** What it says of one resource alone, anew for each run. */
  readonly ownAnswers?: () => (type: string, name: string) => Values
  /** By token. */
  readonly invokeAnswers: Readonly<Record<string, Values>>
}

interface Wish extends Partial<Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>> {
  readonly secrets?: Secrets
}

/** Programs run one after the other: Pulumi has one monitor for a process. */
export function mockedRunOf(cloud: MockedCloud) {
  return async (
    spec: Spec,
    { secrets = {}, part = 'everything', ...rest }: Wish = {},
  ): Promise<MockedRun> => {
    const resources: Registered[] = []
    const invokes: string[] = []
    const announced: ClusterPlace[] = []
    await runtime.setMocks(mocks(cloud, resources, invokes), 'zenml', spec.name, false)
    watchRegistrations()
    const announce = (place: ClusterPlace) => announced.push(place)
    const made = await cloud.program({ spec, secrets, part, chart: './chart', announce, ...rest })
    const outputs = await new Promise<Values>((resolve) => {
      output(made).apply(resolve)
    })
    await runtime.disconnect()
    return { resources, invokes, outputs, announced }
  }
}

function mocks(cloud: MockedCloud, resources: Registered[], invokes: string[]) {
  const ownAnswer = cloud.ownAnswers?.() ?? (() => ({}))
  return {
    newResource({ type, name, inputs }: runtime.MockResourceArgs) {
      const wired = wiringOf(type, name)
      if (wired) resources.push({ ...wired, inputs })
      const remembered = type === 'pulumi:index:Stash' ? { output: inputs.input } : {}
      const said = { ...cloud.answers[type], ...ownAnswer(type, name), ...remembered }
      return { id: `${name}-id`, state: { name, ...inputs, ...said } }
    },
    call({ token }: runtime.MockCallArgs) {
      invokes.push(token)
      const answer = cloud.invokeAnswers[token]
      if (!answer) throw new Error(`Nobody expected ${token}`)
      return answer
    },
  }
}
