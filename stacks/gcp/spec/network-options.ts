/** Options that say in which network a deployment at Google Cloud is. */
import type { Option, OptionValue } from '../../contract.ts'
import { isNewCluster, newCluster } from '../../shared/spec/applies.ts'
import { parseCidr } from '../../shared/spec/cidr.ts'
import { freeRangeNote } from '../../shared/spec/free-range.ts'
import { isNewNetwork, namedNetwork, newNetwork, newNetworkWord } from './applies.ts'

const name = '[a-z]([a-z0-9-]*[a-z0-9])?'

export const networkOptions: readonly Option[] = [
  {
    flag: 'network',
    type: 'text',
    summary: 'network for everything: new, or the name of one that is there, with private services access',
    placeholder: 'NETWORK',
    default: newNetworkWord,
    question: 'Network: new, or the name of one that is there',
    askWhen: isNewCluster,
    goesWith: newCluster,
    problem: (value) =>
      new RegExp(`^(projects/[a-z0-9.:-]+/global/networks/)?${name}$`).test(String(value))
        ? undefined
        : 'must be new, or the name of a network, such as main, or projects/PROJECT/global/networks/main',
  },
  {
    flag: 'network-cidr',
    type: 'text',
    summary: 'addresses of a new network',
    placeholder: 'CIDR',
    defaultNote: freeRangeNote,
    goesWith: newNetwork,
    problem: networkCidrProblem,
  },
  {
    flag: 'subnetwork',
    type: 'text',
    summary: 'subnetwork for nodes, in the region; Cloud NAT must lead out of it',
    placeholder: 'SUBNETWORK',
    defaultNote: 'the only one that the network has in the region',
    question: 'Subnetwork for nodes',
    askWhen: (values) => isNewCluster(values) && !isNewNetwork(values),
    goesWith: namedNetwork,
    problem: (value) =>
      new RegExp(`^(projects/[a-z0-9.:-]+/regions/[a-z0-9-]+/subnetworks/)?${name}$`).test(String(value))
        ? undefined
        : 'must be the name of a subnetwork, such as main-europe-west1',
  },
]

function networkCidrProblem(value: OptionValue): string | undefined {
  const cidr = parseCidr(String(value))
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(value))
  if (!cidr || !isPrivate || cidr.prefix < 16 || cidr.prefix > 20)
    return 'must be a block of private addresses from /16 to /20, such as 10.42.0.0/16'
  return /^172\.17\./.test(String(value))
    ? 'must not be 172.17.0.0/16, which Cloud SQL uses itself'
    : undefined
}
