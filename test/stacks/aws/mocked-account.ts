/** An account at AWS that answers questions, as recorded, through Pulumi's mocks. Nothing is made in it. */
import { runtime } from '@pulumi/pulumi'

type Arguments = Readonly<Record<string, unknown>>
/** An error stands for a refusal, in the words of the provider. */
type Answer = object | Error | ((args: Arguments) => object | Error)

/** By the function's own name: `getVpcs`. */
export type Account = Readonly<Record<string, Answer>>

const zones = ['a', 'b', 'c'].map((letter, at) => ({ name: `eu-west-1${letter}`, id: `euw1-az${at + 1}` }))

/** Of an account in which there is nothing yet. */
const emptyAccount: Account = {
  getCallerIdentity: {
    ...{ accountId: '123456789012', userId: 'AROA:anna' },
    arn: 'arn:aws:sts::123456789012:assumed-role/Deployer/anna',
  },
  getSessionContext: { issuerArn: 'arn:aws:iam::123456789012:role/teams/Deployer' },
  getRegions: { names: ['us-east-1', 'eu-west-1'] },
  getAvailabilityZones: { names: zones.map(({ name }) => name), zoneIds: zones.map(({ id }) => id) },
  getInstanceTypeOfferings: { locations: zones.map(({ name }) => name) },
  getInstanceType: { defaultVcpus: 2 },
  getEngineVersion: { versionActual: '8.4.7' },
  getOrderableDbInstance: { availabilityZones: zones.map(({ name }) => name) },
  getClusterVersions: { clusterVersions: ['1.33', '1.34'].map((clusterVersion) => ({ clusterVersion })) },
  getServiceQuota: ({ quotaCode }) => ({
    value: { 'L-F678F1CE': 5, 'L-0263D0A3': 5 }[String(quotaCode)] ?? 100,
  }),
  getVpcs: ({ tags }) => ({ ids: tags ? [] : ['vpc-default'] }),
  getVpc: {
    ...{ cidrBlock: '172.31.0.0/16', cidrBlockAssociations: [], tags: {} },
    ...{ enableDnsHostnames: true, enableDnsSupport: true },
  },
  getEips: { allocationIds: [] },
  getLbs: { arns: [] },
  getClusters: { names: ['somebody-elses'] },
  getInstances: { instanceIdentifiers: [] },
  getRoles: { names: [], arns: [] },
  getPrincipalPolicySimulation: ({ actionNames }) => ({
    results: [actionNames].flat().map((actionName) => ({ actionName, allowed: true })),
  }),
  getResources: { resourceTagMappingLists: [] },
  getSubnets: { ids: [] },
  getNatGateways: { ids: [] },
  getSecurityGroups: { ids: [] },
  getEbsVolumes: { ids: [] },
  getSnapshots: { snapshots: [] },
}

export interface AskedAccount {
  /** What was asked, in any order. */
  readonly questions: readonly string[]
}

/** From now on programs of this process ask that account. */
export async function askInstead(account: Account): Promise<AskedAccount> {
  const questions: string[] = []
  await runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
      call({ token, inputs }) {
        const name = token.slice(token.lastIndexOf(':') + 1)
        questions.push(name)
        const answer = { ...emptyAccount, ...account }[name]
        const told = typeof answer === 'function' ? answer(inputs) : answer
        if (told && !(told instanceof Error)) return { ...inputs, ...told }
        // As the engine says it: https://grpc.github.io/grpc/node/grpc.html#~ServiceError
        const details = told?.message ?? `Nobody expected ${token}`
        throw Object.assign(new Error(details), { details })
      },
    },
    'zenml',
    'preflight',
    true,
  )
  return { questions }
}
