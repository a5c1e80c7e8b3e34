/** A program run against Pulumi's mocks: what it registers, and how that is wired. No engine, no order, no updates. */
import { output, runtime } from '@pulumi/pulumi'
import type { Secrets, Spec } from '../../../stacks/contract.ts'
import { program } from '../../../stacks/gcp/index.ts'
import type { ClusterPlace, ProgramRequest } from '../../../stacks/program-contract.ts'
import { type Registered, watchRegistrations, wiringOf } from '../clouds/registrations.ts'

export interface MockedRun {
  readonly resources: readonly Registered[]
  readonly invokes: readonly string[]
  readonly outputs: Readonly<Record<string, unknown>>
  readonly announced: readonly ClusterPlace[]
}

interface Wish extends Partial<Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>> {
  readonly secrets?: Secrets
}

/** What Google Cloud says of what was made, as far as the program asks for it. */
const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'gcp:container/cluster:Cluster': { endpoint: '203.0.113.5', masterAuth: { clusterCaCertificate: 'Q0E=' } },
  'gcp:sql/databaseInstance:DatabaseInstance': {
    privateIpAddress: '10.42.32.3',
    serverCaCerts: [{ cert: 'OWN AUTHORITY' }],
  },
  'gcp:compute/address:Address': { address: '203.0.113.10' },
  'gcp:serviceaccount/account:Account': { email: 'nodes@zen-test-471112.iam.gserviceaccount.com' },
}

const invokeAnswers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'gcp:organizations/getClientConfig:getClientConfig': { accessToken: 'ya29.token' },
  'gcp:container/getCluster:getCluster': {
    ...{ endpoint: '203.0.113.6', masterAuths: [{ clusterCaCertificate: 'TUFJTg==' }] },
  },
}

/** Programs run one after the other: Pulumi has one monitor for a process. */
export async function mockedRun(
  spec: Spec,
  { secrets = {}, part = 'everything', ...rest }: Wish = {},
): Promise<MockedRun> {
  const resources: Registered[] = []
  const invokes: string[] = []
  const announced: ClusterPlace[] = []
  await runtime.setMocks(mocks(resources, invokes), 'zenml', spec.name, false)
  watchRegistrations()
  const announce = (place: ClusterPlace) => announced.push(place)
  const made = await program({ spec, secrets, part, chart: './chart', announce, ...rest })
  const outputs = await new Promise<Readonly<Record<string, unknown>>>((resolve) => {
    output(made).apply(resolve)
  })
  await runtime.disconnect()
  return { resources, invokes, outputs, announced }
}

function mocks(resources: Registered[], invokes: string[]) {
  return {
    newResource({ type, name, inputs }: runtime.MockResourceArgs) {
      const wired = wiringOf(type, name)
      if (wired) resources.push({ ...wired, inputs })
      const own = type === 'pulumi:index:Stash' ? { output: inputs.input } : {}
      return { id: `${name}-id`, state: { ...inputs, ...answers[type], ...own } }
    },
    call({ token }: runtime.MockCallArgs) {
      invokes.push(token)
      const answer = invokeAnswers[token]
      if (!answer) throw new Error(`Nobody expected ${token}`)
      return answer
    },
  }
}
