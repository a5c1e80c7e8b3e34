/** Options of the cluster at Google Cloud, and of who may reach it. */
import {
  adminPrincipalOption,
  allowCidrOption,
  existingClusterOption,
  kubernetesVersionOption,
  nodesOption,
  nodeTypeOption,
} from '../../cloud-options.ts'
import type { Option, OptionValue } from '../../contract.ts'
import { each, newCluster } from '../../shared/spec/applies.ts'
import { allowCidrProblem } from '../../shared/spec/cidr.ts'

export const clusterOptions: readonly Option[] = [
  existingClusterOption,
  {
    ...kubernetesVersionOption,
    defaultNote: "that of GKE's regular channel, which upgrades it by itself",
    goesWith: newCluster,
  },
  { ...nodesOption, defaultNote: '1 with --preset small, 2 with production', goesWith: newCluster },
  { ...nodeTypeOption, defaultNote: 'e2-standard-2', goesWith: newCluster, problem: nodeTypeProblem },
  { ...allowCidrOption, goesWith: newCluster, problem: allowCidrProblem },
  {
    ...adminPrincipalOption,
    goesWith: newCluster,
    problem: each(
      /^(user|group|serviceAccount):[^@\s]+@[^@\s]+\.[^@\s]+$/,
      'must be user:, group: or serviceAccount: with an email, such as user:anna@example.com',
    ),
  },
]

/** Machines with processors of type arm64 and those that are too small: https://cloud.google.com/compute/docs/machine-resource */
function nodeTypeProblem(value: OptionValue): string | undefined {
  const type = String(value)
  if (!/^[a-z]\d[a-z]?-[a-z0-9]+(-[a-z0-9]+)*$/.test(type))
    return 'must be the name of a machine type, such as e2-standard-2'
  if (/^(t2a|c4a|n4a)-/.test(type))
    return 'must have an Intel or AMD processor: the image of ZenML knows no other'
  return /^(e2-(micro|small|medium)|f1-micro|g1-small)$/.test(type)
    ? 'must have two processors at least, such as e2-standard-2'
    : undefined
}
