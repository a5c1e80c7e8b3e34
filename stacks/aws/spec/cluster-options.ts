/** Options of the cluster at AWS, and of who may reach it. */
import {
  adminPrincipalOption,
  allowCidrOption,
  existingClusterOption,
  kubernetesVersionOption,
  nodesOption,
  nodeTypeOption,
} from '../../cloud-options.ts'
import type { Option, OptionValue } from '../../contract.ts'
import { each, existingCluster, newCluster } from '../../shared/spec/applies.ts'
import { allowCidrProblem } from '../../shared/spec/cidr.ts'

export const clusterOptions: readonly Option[] = [
  existingClusterOption,
  {
    ...kubernetesVersionOption,
    defaultNote: "EKS's usual one when the cluster is made, which then stays",
    goesWith: newCluster,
  },
  { ...nodesOption, defaultNote: '1 with --preset small, 2 with production', goesWith: newCluster },
  {
    ...nodeTypeOption,
    defaultNote: 't3.large',
    goesWith: newCluster,
    problem: nodeTypeProblem,
  },
  { ...allowCidrOption, goesWith: newCluster, problem: allowCidrProblem },
  {
    ...adminPrincipalOption,
    goesWith: newCluster,
    problem: each(
      /^arn:aws[\w-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/,
      'must be the ARN of a user or a role, such as arn:aws:iam::123456789012:role/Admin',
    ),
  },
  {
    flag: 'control-plane-logs',
    type: 'boolean',
    summary: 'keep logs of the control plane in CloudWatch for 30 days, which costs by their size',
    default: false,
    goesWith: newCluster,
  },
  {
    flag: 'node-security-group-ids',
    type: 'list',
    summary: "security groups of the nodes of an existing cluster, where they are not in the cluster's own",
    placeholder: 'GROUP',
    defaultNote: "the cluster's own",
    goesWith: existingCluster,
    problem: each(/^sg-[0-9a-f]+$/, 'must be an id such as sg-0a1b2c3d'),
  },
]

/** The images of ZenML are for processors of this one kind. */
function nodeTypeProblem(value: OptionValue): string | undefined {
  if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(String(value)))
    return 'must be the name of an instance type, such as t3.large'
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(String(value))
    ? 'must have an Intel or AMD processor: the image of ZenML knows no other'
    : undefined
}
