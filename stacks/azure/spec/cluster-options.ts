/** Options of the cluster at Azure, and of who may reach it. */
import {
  allowCidrOption,
  existingClusterOption,
  kubernetesVersionOption,
  maxNodesOption,
  nodesOption,
  nodeTypeOption,
} from '../../cloud-options.ts'
import type { Option, OptionValue } from '../../contract.ts'
import { newCluster } from '../../shared/spec/applies.ts'
import { allowCidrProblem } from '../../shared/spec/cidr.ts'

export const clusterOptions: readonly Option[] = [
  {
    ...existingClusterOption,
    problem: (value) =>
      /^([-\w.()]{1,90}\/)?[A-Za-z0-9][-\w]{0,62}$/.test(String(value))
        ? undefined
        : 'must be the name of an AKS cluster, or its resource group and name: GROUP/NAME',
  },
  {
    ...kubernetesVersionOption,
    defaultNote: "AKS's usual one when the cluster is made, which then stays",
    goesWith: newCluster,
  },
  {
    ...nodesOption,
    defaultNote: '1 with --preset small, 2 with production',
    goesWith: newCluster,
  },
  { ...maxNodesOption, goesWith: newCluster },
  {
    ...nodeTypeOption,
    defaultNote: 'Standard_D2as_v5',
    goesWith: newCluster,
    problem: nodeTypeProblem,
  },
  { ...allowCidrOption, goesWith: newCluster, problem: allowCidrProblem },
]

/** The images of ZenML are for processors of this one kind: sizes with a `p` have another one. */
function nodeTypeProblem(value: OptionValue): string | undefined {
  const [, features] = /^Standard_[A-Z]+\d+(?:-\d+)?([a-z]*)(?:_v\d+)?$/.exec(String(value)) ?? []
  if (features === undefined) return 'must be the name of a size, such as Standard_D2as_v5'
  return features.includes('p')
    ? 'must have an Intel or AMD processor: the image of ZenML knows no other'
    : undefined
}
