/** Options of the cluster at AWS, and of who may reach it. */
import { allowCidrOption, existingClusterOption, nodesOption, nodeTypeOption } from '../../cloud-options.ts'
import type { Option, OptionValue } from '../../contract.ts'
import { each, existingCluster, newCluster } from '../../shared/spec/applies.ts'
import { allowCidrProblem } from '../../shared/spec/cidr.ts'

export const clusterOptions: readonly Option[] = [
  existingClusterOption,
  {
    flag: 'kubernetes-version',
    type: 'text',
    summary:
      'version of Kubernetes, such as 1.34; a later one upgrades cluster and nodes, one step at a time',
    placeholder: 'VERSION',
    defaultNote: "EKS's usual one when the cluster is made, which then stays",
    goesWith: newCluster,
    problem: (value) => (/^1\.\d{2}$/.test(String(value)) ? undefined : 'must be a version such as 1.34'),
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
    flag: 'admin-principal',
    type: 'list',
    summary: 'ARN of a user or role that may administer the cluster too; whoever deploys may anyway',
    placeholder: 'ARN',
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
