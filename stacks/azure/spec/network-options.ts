/** Options that say in which network a deployment at Azure is. */
import type { Option, OptionValue } from '../../contract.ts'
import { isNewCluster, newCluster } from '../../shared/spec/applies.ts'
import { parseCidr } from '../../shared/spec/cidr.ts'
import { freeRangeNote } from '../../shared/spec/free-range.ts'
import { isNewNetwork, newNetwork, withDatabaseElsewhere, withNewNetwork } from './applies.ts'
import { subnetPattern } from './ids.ts'

const subnet = {
  type: 'text',
  placeholder: 'SUBNET',
} as const

const idProblem = 'must be the id of a subnet, such as /subscriptions/…/virtualNetworks/NAME/subnets/NAME'

export const networkOptions: readonly Option[] = [
  {
    ...subnet,
    flag: 'node-subnet-id',
    summary: 'subnet for the nodes: new, with a network of its own, or the id of one that is there',
    default: newNetwork,
    question: 'Network: new, or the id of a subnet that is there, for the nodes',
    askWhen: isNewCluster,
    goesWith: newCluster,
    problem: (value) =>
      value === newNetwork || subnetPattern.test(String(value))
        ? undefined
        : `must be new, or the id of a subnet, such as /subscriptions/…/virtualNetworks/NAME/subnets/NAME`,
  },
  {
    flag: 'vnet-cidr',
    type: 'text',
    summary: 'addresses of a new network (VNet)',
    placeholder: 'CIDR',
    defaultNote: freeRangeNote,
    goesWith: withNewNetwork,
    problem: vnetCidrProblem,
  },
  {
    ...subnet,
    flag: 'database-subnet-id',
    summary:
      'subnet in the network of the nodes for the database alone, delegated to Microsoft.DBforMySQL/flexibleServers',
    defaultNote: 'none; a managed database needs one',
    question: 'Subnet for the database alone, delegated to Microsoft.DBforMySQL/flexibleServers',
    askWhen: (values) => isNewCluster(values) && !isNewNetwork(values),
    goesWith: withDatabaseElsewhere,
    problem: (value) => (subnetPattern.test(String(value)) ? undefined : idProblem),
  },
]

function vnetCidrProblem(value: OptionValue): string | undefined {
  const cidr = parseCidr(String(value))
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(value))
  if (!cidr || !isPrivate || cidr.prefix < 16 || cidr.prefix > 20)
    return 'must be a block of private addresses from /16 to /20, such as 10.42.0.0/16'
  return /^172\.(17|30|31)\./.test(String(value))
    ? 'must not be in 172.17.0.0/16, 172.30.0.0/16 or 172.31.0.0/16, which AKS keeps for itself'
    : undefined
}
