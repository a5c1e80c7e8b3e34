/**
 * What a login needs to be allowed at AWS, by what is made. Sources: the service authorization reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/, and what the Pulumi provider calls for each
 * resource.
 */
import type { AwsSpec } from './aws-spec.ts'

/** Only looks. */
const reading = [
  ...['ec2:Describe*', 'eks:Describe*', 'eks:List*', 'rds:Describe*', 'rds:ListTagsForResource'],
  ...['elasticloadbalancing:Describe*', 'autoscaling:Describe*', 'iam:Get*', 'iam:List*', 'logs:Describe*'],
  ...['logs:ListTagsForResource', 'iam:SimulatePrincipalPolicy', 'servicequotas:GetServiceQuota'],
  ...['sts:GetCallerIdentity', 'tag:GetResources'],
]

const network = [
  ...['ec2:CreateVpc', 'ec2:DeleteVpc', 'ec2:ModifyVpcAttribute', 'ec2:CreateSubnet', 'ec2:DeleteSubnet'],
  ...['ec2:ModifySubnetAttribute', 'ec2:CreateInternetGateway', 'ec2:DeleteInternetGateway'],
  ...[
    'ec2:AttachInternetGateway',
    'ec2:DetachInternetGateway',
    'ec2:CreateRouteTable',
    'ec2:DeleteRouteTable',
  ],
  ...['ec2:CreateRoute', 'ec2:ReplaceRoute', 'ec2:DeleteRoute', 'ec2:AssociateRouteTable'],
  ...['ec2:DisassociateRouteTable', 'ec2:CreateNatGateway', 'ec2:DeleteNatGateway'],
]

const addresses = [
  'ec2:AllocateAddress',
  'ec2:ReleaseAddress',
  'ec2:AssociateAddress',
  'ec2:DisassociateAddress',
]

const securityGroups = [
  ...['ec2:CreateSecurityGroup', 'ec2:DeleteSecurityGroup', 'ec2:AuthorizeSecurityGroupIngress'],
  ...['ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
]

const tags = ['ec2:CreateTags', 'ec2:DeleteTags']

const cluster = [
  ...['eks:CreateCluster', 'eks:DeleteCluster', 'eks:UpdateClusterConfig', 'eks:UpdateClusterVersion'],
  ...[
    'eks:CreateNodegroup',
    'eks:DeleteNodegroup',
    'eks:UpdateNodegroupConfig',
    'eks:UpdateNodegroupVersion',
  ],
  ...[
    'eks:CreateAddon',
    'eks:DeleteAddon',
    'eks:UpdateAddon',
    'eks:CreateAccessEntry',
    'eks:DeleteAccessEntry',
  ],
  ...['eks:UpdateAccessEntry', 'eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
  ...[
    'eks:CreatePodIdentityAssociation',
    'eks:DeletePodIdentityAssociation',
    'eks:UpdatePodIdentityAssociation',
  ],
  ...[
    'eks:TagResource',
    'eks:UntagResource',
    'iam:CreateRole',
    'iam:DeleteRole',
    'iam:PassRole',
    'iam:TagRole',
  ],
  ...['iam:UntagRole', 'iam:UpdateAssumeRolePolicy', 'iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
  ...['iam:CreateServiceLinkedRole', 'ec2:CreateLaunchTemplate', 'ec2:DeleteLaunchTemplate'],
  ...['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate', 'ec2:RunInstances'],
  // Volumes that a cluster left are removed by zen itself.
  'ec2:DeleteVolume',
]

const logs = [
  ...['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy', 'logs:TagResource'],
  'logs:UntagResource',
]

const database = [
  ...['rds:CreateDBInstance', 'rds:DeleteDBInstance', 'rds:ModifyDBInstance', 'rds:CreateDBSnapshot'],
  ...['rds:CreateDBSubnetGroup', 'rds:DeleteDBSubnetGroup', 'rds:ModifyDBSubnetGroup'],
  ...['rds:CreateDBParameterGroup', 'rds:DeleteDBParameterGroup', 'rds:ModifyDBParameterGroup'],
  'rds:DeleteDBSnapshot',
  ...['rds:AddTagsToResource', 'rds:RemoveTagsFromResource', 'iam:CreateServiceLinkedRole'],
]

const restore = ['rds:RestoreDBInstanceFromDBSnapshot']

const balancer = [
  ...['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:DeleteLoadBalancer'],
  ...['elasticloadbalancing:ModifyLoadBalancerAttributes', 'elasticloadbalancing:SetSecurityGroups'],
  ...['elasticloadbalancing:CreateTargetGroup', 'elasticloadbalancing:DeleteTargetGroup'],
  ...['elasticloadbalancing:ModifyTargetGroup', 'elasticloadbalancing:ModifyTargetGroupAttributes'],
  ...['elasticloadbalancing:CreateListener', 'elasticloadbalancing:DeleteListener'],
  ...[
    'elasticloadbalancing:ModifyListener',
    'elasticloadbalancing:AddTags',
    'elasticloadbalancing:RemoveTags',
  ],
  ...['autoscaling:AttachLoadBalancerTargetGroups', 'autoscaling:DetachLoadBalancerTargetGroups'],
]

/** What changes something, for exactly this spec: each can be asked about. */
export function neededActions({
  network: where,
  cluster: which,
  database: data,
  server,
}: AwsSpec): readonly string[] {
  const isNew = which.kind === 'new'
  const isPublic = server.exposure.kind === 'load-balancer'
  return unique([
    ...(where.kind === 'new' ? [...network, ...addresses] : []),
    ...(isNew ? [...cluster, ...securityGroups] : []),
    ...(isNew && which.hasLogs ? logs : []),
    ...(data ? [...database, ...securityGroups] : []),
    ...(data?.snapshot ? restore : []),
    ...(isPublic ? addresses : []),
    ...(isPublic && isNew ? balancer : []),
    ...tags,
  ])
}

/** An IAM policy with all that any deployment needs. */
export function permissionPolicy() {
  const changing = [...network, ...addresses, ...securityGroups, ...tags, ...cluster, ...logs]
  const actions = unique([...changing, ...database, ...restore, ...balancer])
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Look', Effect: 'Allow', Action: reading, Resource: '*' },
      { Sid: 'Change', Effect: 'Allow', Action: actions, Resource: '*' },
    ],
  }
}

function unique(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].toSorted()
}
