/** How much of what AWS limits a deployment takes, how much is taken, and by whom. */
import { getEips } from '@pulumi/aws/ec2/getEips.js'
import { getInstanceType } from '@pulumi/aws/ec2/getInstanceType.js'
import { getVpcs } from '@pulumi/aws/ec2/getVpcs.js'
import { getClusters } from '@pulumi/aws/eks/getClusters.js'
import { getLbs } from '@pulumi/aws/lb/getLbs.js'
import type { Provider } from '@pulumi/aws/provider.js'
import { getInstances } from '@pulumi/aws/rds/getInstances.js'
import { getServiceQuota } from '@pulumi/aws/servicequotas/getServiceQuota.js'
import { type Answer, asked } from '../shared/answers.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import type { AwsSpec } from './spec/aws-spec.ts'
import { deploymentTag } from './spec/tags.ts'

interface Quota {
  readonly what: string
  readonly service: string
  readonly code: string
  readonly need: (aws: AwsSpec) => number
  /** @param tags only what has these */
  readonly count?: (provider: Provider, aws: AwsSpec, isOurs: boolean) => Promise<number>
}

/** Codes: https://docs.aws.amazon.com/servicequotas/latest/userguide/intro.html, `aws service-quotas list-service-quotas` */
const quotas: readonly Quota[] = [
  {
    ...{ what: 'VPCs', service: 'vpc', code: 'L-F678F1CE' },
    need: ({ network }) => (network.kind === 'new' ? 1 : 0),
    count: async (provider, aws, isOurs) => (await getVpcs(tagged(aws, isOurs), { provider })).ids.length,
  },
  {
    ...{ what: 'elastic IP addresses', service: 'ec2', code: 'L-0263D0A3' },
    need: addresses,
    count: async (provider, aws, isOurs) =>
      (await getEips(tagged(aws, isOurs), { provider })).allocationIds.length,
  },
  {
    ...{ what: 'network load balancers', service: 'elasticloadbalancing', code: 'L-69A177A2' },
    need: ({ server }) => (server.exposure.kind === 'load-balancer' ? 1 : 0),
    count: async (provider, aws, isOurs) =>
      (await getLbs(tagged(aws, isOurs), { provider })).arns.filter((arn) =>
        arn.includes('loadbalancer/net/'),
      ).length,
  },
  {
    ...{ what: 'EKS clusters', service: 'eks', code: 'L-1194D53C' },
    need: ({ cluster }) => (cluster.kind === 'new' ? 1 : 0),
    count: async (provider, { cluster }, isOurs) => {
      const { names } = await getClusters({}, { provider })
      return names.filter((name) => !isOurs || name === cluster.name).length
    },
  },
  {
    ...{ what: 'RDS instances', service: 'rds', code: 'L-7B6409FD' },
    need: ({ database }) => (database ? 1 : 0),
    count: async (provider, aws, isOurs) =>
      (await getInstances(tagged(aws, isOurs), { provider })).instanceIdentifiers.length,
  },
]

export async function quotasFor(provider: Provider, aws: AwsSpec): Promise<readonly QuotaUse[]> {
  const needed = quotas.filter(({ need }) => need(aws) > 0)
  const processors = aws.cluster.kind === 'new' ? [processorUse(provider, aws)] : []
  return Promise.all([...needed.map((quota) => useOf(provider, aws, quota)), ...processors])
}

async function useOf(provider: Provider, aws: AwsSpec, quota: Quota): Promise<QuotaUse> {
  const { what, service, code, need, count } = quota
  const counted = (isOurs: boolean) => (count ? asked(count(provider, aws, isOurs)) : { value: 0 })
  const [limit, used, ours] = await Promise.all([
    limitOf(provider, service, code),
    counted(false),
    counted(true),
  ])
  return { what, code, need: need(aws), limit, used, ours }
}

/** How many run already nobody tells. */
async function processorUse(provider: Provider, { cluster }: AwsSpec): Promise<QuotaUse> {
  const { nodes, nodeType } = cluster.kind === 'new' ? cluster : { nodes: 0, nodeType: '' }
  const [limit, type] = await Promise.all([
    limitOf(provider, 'ec2', 'L-1216C47A'),
    asked(getInstanceType({ instanceType: nodeType }, { provider })),
  ])
  const each = 'value' in type ? type.value.defaultVcpus : 0
  return {
    ...{ what: 'processors (vCPU) of usual instances', code: 'L-1216C47A' },
    ...{ need: each * nodes, better: each * (nodes + 1), limit, ours: { value: 0 } },
  }
}

function limitOf(provider: Provider, serviceCode: string, quotaCode: string): Promise<Answer<number>> {
  return asked(getServiceQuota({ serviceCode, quotaCode }, { provider }).then(({ value }) => value))
}

/** Of NAT gateways and of the load balancer. */
function addresses({ network, server, isProduction }: AwsSpec): number {
  const gateways = network.kind === 'existing' ? 0 : network.perZone ? 2 : 1
  const public_ = server.exposure.kind === 'load-balancer' ? (isProduction ? 2 : 1) : 0
  return gateways + public_
}

function tagged({ name }: AwsSpec, isOurs: boolean) {
  return isOurs ? { tags: { [deploymentTag]: name } } : {}
}
