/** Ids by which the provider imports resources: https://www.pulumi.com/registry/packages/aws/api-docs/, "Import" of each. */

type Inputs = Readonly<Record<string, unknown>>

/** Names of inputs, and what is between them. */
const rules: Readonly<Record<string, readonly [separator: string, ...inputs: readonly string[]]>> = {
  'aws:cloudwatch/logGroup:LogGroup': ['', 'name'],
  'aws:ec2/route:Route': ['_', 'routeTableId', 'destinationCidrBlock'],
  'aws:ec2/routeTableAssociation:RouteTableAssociation': ['/', 'subnetId', 'routeTableId'],
  'aws:eks/accessEntry:AccessEntry': [':', 'clusterName', 'principalArn'],
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': [
    '#',
    'clusterName',
    'principalArn',
    'policyArn',
  ],
  'aws:eks/addon:Addon': [':', 'clusterName', 'addonName'],
  'aws:eks/cluster:Cluster': ['', 'name'],
  'aws:eks/nodeGroup:NodeGroup': [':', 'clusterName', 'nodeGroupName'],
  'aws:iam/role:Role': ['', 'name'],
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ['/', 'role', 'policyArn'],
  'aws:rds/instance:Instance': ['', 'identifier'],
  'aws:rds/parameterGroup:ParameterGroup': ['', 'name'],
  'aws:rds/subnetGroup:SubnetGroup': ['', 'name'],
}

/** @returns `undefined` where AWS gives the id, which only its answers tell */
export function importId(type: string, inputs: Inputs): string | undefined {
  const [separator = '', ...names] = rules[type] ?? []
  const parts = names.flatMap((name) => {
    const part = inputs[name]
    return typeof part === 'string' ? [part] : []
  })
  return parts.length > 0 && parts.length === names.length ? parts.join(separator) : undefined
}
