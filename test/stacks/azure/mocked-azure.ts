/** A program run against Pulumi's mocks: what it registers, and how that is wired. No engine, no order, no updates. */
import { output, runtime } from '@pulumi/pulumi'
import { program } from '../../../stacks/azure/index.ts'
import type { Secrets, Spec } from '../../../stacks/contract.ts'
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

/** What Azure says of what was made, as far as the program asks for it. */
const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'azure-native:resources:ResourceGroup': { name: 'zen-team' },
  'azure-native:network:PublicIPAddress': {
    ipAddress: '203.0.113.10',
    dnsSettings: { fqdn: 'zen-team-3fa1c2.westeurope.cloudapp.azure.com' },
  },
  'azure-native:dbformysql:Server': {
    ...{ name: 'zen-team-3fa1c2', fullyQualifiedDomainName: 'zen-team-3fa1c2.mysql.database.azure.com' },
  },
  'azure-native:managedidentity:UserAssignedIdentity': { principalId: 'principal-of-cluster' },
}

const kubeconfig = Buffer.from('apiVersion: v1\nusers:\n- user:\n    client-key-data: x\n').toString('base64')

const invokeAnswers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'azure-native:containerservice:listManagedClusterUserCredentials': {
    kubeconfigs: [{ name: 'clusterUser', value: kubeconfig }],
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
      return { id: `${name}-id`, state: { name, ...inputs, ...answers[type], ...own } }
    },
    call({ token }: runtime.MockCallArgs) {
      invokes.push(token)
      const answer = invokeAnswers[token]
      if (!answer) throw new Error(`Nobody expected ${token}`)
      return answer
    },
  }
}
