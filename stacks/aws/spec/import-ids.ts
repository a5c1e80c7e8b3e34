/** Ids by which the provider imports resources: https://www.pulumi.com/registry/packages/aws/api-docs/, "Import" of each. */
import { type ImportTemplates, type Inputs, importIdBy } from '../../shared/spec/import-ids.ts'

const templates: ImportTemplates = {
  'aws:cloudwatch/logGroup:LogGroup': '{name}',
  'aws:ec2/route:Route': '{routeTableId}_{destinationCidrBlock}',
  'aws:ec2/routeTableAssociation:RouteTableAssociation': '{subnetId}/{routeTableId}',
  'aws:eks/accessEntry:AccessEntry': '{clusterName}:{principalArn}',
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': '{clusterName}#{principalArn}#{policyArn}',
  'aws:eks/addon:Addon': '{clusterName}:{addonName}',
  'aws:eks/cluster:Cluster': '{name}',
  'aws:eks/nodeGroup:NodeGroup': '{clusterName}:{nodeGroupName}',
  'aws:iam/role:Role': '{name}',
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': '{role}/{policyArn}',
  'aws:rds/instance:Instance': '{identifier}',
  'aws:rds/parameterGroup:ParameterGroup': '{name}',
  'aws:rds/subnetGroup:SubnetGroup': '{name}',
}

/** @returns `undefined` where AWS gives the id, which only its answers tell */
export function importId(type: string, inputs: Inputs): string | undefined {
  return importIdBy(templates, type, inputs)
}
