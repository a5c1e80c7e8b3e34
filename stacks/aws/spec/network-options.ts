/** Options that say in which network a deployment at AWS is. */
import type { Option, OptionValue } from '../../contract.ts'
import { each, isNewCluster, newCluster } from '../../shared/spec/applies.ts'
import { parseCidr } from '../../shared/spec/cidr.ts'
import { freeRangeNote } from '../../shared/spec/free-range.ts'
import { existingNetwork, newNetwork, newVpc } from './applies.ts'

const subnet = {
  type: 'list',
  placeholder: 'SUBNET',
  problem: each(/^subnet-[0-9a-f]+$/, 'must be an id such as subnet-0a1b2c3d'),
} as const

export const networkOptions: readonly Option[] = [
  {
    flag: 'vpc-id',
    type: 'text',
    summary: 'VPC for everything: new, or the id of one that is there, which then needs --subnet-ids',
    placeholder: 'VPC',
    default: newVpc,
    question: 'VPC: new, or the id of one that is there',
    askWhen: isNewCluster,
    goesWith: newCluster,
    problem: (value) =>
      /^(new|vpc-[0-9a-f]+)$/.test(String(value)) ? undefined : 'must be new, or an id such as vpc-0a1b2c3d',
  },
  {
    flag: 'vpc-cidr',
    type: 'text',
    summary: 'addresses of a new VPC',
    placeholder: 'CIDR',
    defaultNote: freeRangeNote,
    goesWith: newNetwork,
    problem: vpcCidrProblem,
  },
  {
    ...subnet,
    flag: 'subnet-ids',
    summary:
      'private subnets, in at least two zones, for nodes and database; a NAT gateway must lead out of them',
    question: 'Private subnets for nodes and database, in two zones, with a comma between them',
    askWhen: isNewCluster,
    defaultNote: 'with --cluster those of the cluster',
    goesWith: existingNetwork,
  },
  {
    ...subnet,
    flag: 'public-subnet-ids',
    summary: 'public subnets, one for each zone, for the load balancer',
    question: 'Public subnets for the load balancer, one for each zone, with a comma between them',
    askWhen: (values) => isNewCluster(values) && values['expose'] !== 'none',
    defaultNote: 'those tagged kubernetes.io/role/elb',
    goesWith: existingNetwork,
  },
]

function vpcCidrProblem(value: OptionValue): string | undefined {
  const cidr = parseCidr(String(value))
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(value))
  if (!cidr || !isPrivate || cidr.prefix < 16 || cidr.prefix > 20)
    return 'must be a block of private addresses from /16 to /20, such as 10.42.0.0/16'
  return /^172\.17\./.test(String(value))
    ? 'must not be 172.17.0.0/16, which nodes use themselves'
    : undefined
}
