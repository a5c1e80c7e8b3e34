/** A program run against Pulumi's mocks: what it registers, and how that is wired. No engine, no order, no updates. */
import { output, runtime } from '@pulumi/pulumi'
import { program } from '../../../stacks/aws/index.ts'
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

/** What AWS says of what was made, as far as the program asks for it. */
const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'aws:eks/cluster:Cluster': {
    endpoint: 'https://0123.gr7.eu-west-1.eks.amazonaws.com',
    certificateAuthority: { data: 'Q0E=' },
    vpcConfig: { clusterSecurityGroupId: 'sg-of-cluster' },
    version: '1.34',
  },
  'aws:eks/nodeGroup:NodeGroup': { resources: [{ autoscalingGroups: [{ name: 'group-of-nodes' }] }] },
  'aws:ec2/launchTemplate:LaunchTemplate': { latestVersion: 3 },
  'aws:rds/instance:Instance': { address: 'zen-team.abc.eu-west-1.rds.amazonaws.com' },
}

const invokeAnswers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'aws:eks/getClusterAuth:getClusterAuth': { token: 'k8s-aws-v1.token' },
  'aws:eks/getCluster:getCluster': {
    ...{ endpoint: 'https://main.eks.amazonaws.com', arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/main' },
    ...{ certificateAuthorities: [{ data: 'TUFJTg==' }], vpcConfig: { clusterSecurityGroupId: 'sg-main' } },
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
  let addresses = 10
  const own = (type: string, name: string, input: unknown) => {
    if (type === 'pulumi:index:Stash') return { output: input }
    if (type !== 'aws:ec2/eip:Eip') return {}
    return { publicIp: `203.0.113.${addresses++}`, allocationId: `eipalloc-${name}` }
  }
  return {
    newResource({ type, name, inputs }: runtime.MockResourceArgs) {
      const wired = wiringOf(type, name)
      if (wired) resources.push({ ...wired, inputs })
      const said = {
        arn: `arn:${type}/${name}`,
        ...inputs,
        ...answers[type],
        ...own(type, name, inputs.input),
      }
      return { id: `${name}-id`, state: said }
    },
    call({ token }: runtime.MockCallArgs) {
      invokes.push(token)
      const answer = invokeAnswers[token]
      if (!answer) throw new Error(`Nobody expected ${token}`)
      return answer
    },
  }
}
