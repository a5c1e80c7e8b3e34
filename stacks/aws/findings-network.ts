/** Whether the network that is there can be used, or a new one gets in nobody's way. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { type Problem, problemFindings } from '../shared/findings.ts'
import { rangeFindings } from '../shared/network-range.ts'
import type { Judged } from './findings.ts'
import type { Subnet } from './preflight-existing.ts'
import type { PreflightFacts } from './preflight-facts.ts'
import { leastZones } from './settle.ts'
import { type AwsSpec, awsSpecOf, rangeFlag } from './spec/aws-spec.ts'

/** Addresses that nodes, their pods and a database take at least in each subnet. */
const leastAddresses = 32

export function networkFindings({ spec, stored, facts }: Judged): readonly PreflightFinding[] {
  const aws = awsSpecOf(spec)
  if (aws.network.kind === 'new')
    return rangeFindings(common, { spec, stored, flag: rangeFlag, others: facts.networks })
  return problemFindings(common, [
    ...clusterProblems(aws, facts),
    ...vpcProblems(facts),
    ...subnetProblems(aws, facts),
  ])
}

const common = { id: 'aws-network', title: 'Network at AWS' } as const

function clusterProblems({ region }: AwsSpec, { existing: { cluster } }: PreflightFacts): readonly Problem[] {
  if (cluster === undefined) return []
  if ('refusal' in cluster)
    return [
      [
        `The cluster can't be seen: ${cluster.refusal}`,
        `See which there are: aws eks list-clusters --region ${region}`,
      ],
    ]
  const { name, status, isPublic } = cluster.value
  const problems: Problem[] = []
  if (status !== 'ACTIVE') problems.push([`The cluster ${name} is ${status}.`, 'Wait until it is ACTIVE.'])
  if (!isPublic)
    problems.push([
      `The API of the cluster ${name} can be reached from inside its network only.`,
      'Run zen from there, or let its API be reached from here.',
    ])
  return problems
}

function vpcProblems({ existing: { vpc } }: PreflightFacts): readonly Problem[] {
  if (vpc === undefined) return []
  if ('refusal' in vpc)
    return [[`The VPC can't be seen: ${vpc.refusal}`, 'See which there are: aws ec2 describe-vpcs']]
  if (vpc.value.hasNames) return []
  return [
    [
      `The VPC ${vpc.value.id} gives no names to what is in it, which EKS needs.`,
      `Switch on its DNS hostnames and DNS resolution: aws ec2 modify-vpc-attribute --vpc-id ${vpc.value.id} --enable-dns-hostnames`,
    ],
  ]
}

function subnetProblems({ network, server }: AwsSpec, { existing }: PreflightFacts): readonly Problem[] {
  const { privateSubnets, publicSubnets, vpc } = existing
  const unseen = [...privateSubnets, ...publicSubnets].flatMap((subnet) =>
    'refusal' in subnet ? [subnet.refusal] : [],
  )
  const [inside, outside] = [privateSubnets, publicSubnets].map((subnets) =>
    subnets.flatMap((subnet) => valueOr(subnet, undefined) ?? []),
  )
  const vpcId = valueOr(vpc, undefined)?.id
  return [
    ...unseen.map(
      (refusal): Problem => [
        `A subnet can't be seen: ${refusal}`,
        'See which there are: aws ec2 describe-subnets',
      ],
    ),
    ...elsewhere([...(inside ?? []), ...(outside ?? [])], vpcId),
    ...privateProblems(inside ?? []),
    ...(server.exposure.kind === 'load-balancer' &&
    network.kind === 'existing' &&
    (outside ?? []).length === 0 &&
    unseen.length === 0
      ? [noPublicSubnet]
      : []),
  ]
}

const noPublicSubnet: Problem = [
  'There is no public subnet for the load balancer: none has the tag kubernetes.io/role/elb.',
  'Name one: --public-subnet-ids SUBNET. Or reach the server through a forwarded port: --expose none',
]

function elsewhere(subnets: readonly Subnet[], vpcId: string | undefined): readonly Problem[] {
  return subnets
    .filter((subnet) => vpcId !== undefined && subnet.vpcId !== vpcId)
    .map(
      ({ id, vpcId: other }): Problem => [
        `The subnet ${id} is in ${other}, not in ${vpcId}.`,
        `Name subnets of ${vpcId}.`,
      ],
    )
}

function privateProblems(subnets: readonly Subnet[]): readonly Problem[] {
  const zones = new Set(subnets.map(({ zone }) => zone))
  const full = subnets.filter(({ freeAddresses }) => freeAddresses < leastAddresses)
  return [
    ...(zones.size < leastZones
      ? [
          [
            `The private subnets are in ${[...zones].join(', ') || 'no zone'}, and have to be in two zones at least.`,
            'Name more of them: --subnet-ids SUBNET',
          ] as const,
        ]
      : []),
    ...full.map(
      ({ id, freeAddresses }): Problem => [
        `The subnet ${id} has ${freeAddresses} addresses left, and ${leastAddresses} are needed.`,
        'Name a larger one: --subnet-ids SUBNET',
      ],
    ),
  ]
}
