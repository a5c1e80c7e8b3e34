/** Names of things at AWS, which say what they are: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

export interface NamedThing {
  /** Pulumi's type. */
  readonly type: string
  /** As the provider imports it. */
  readonly id: string
  /** What people call such a thing, with its id or name. */
  readonly words: string
}

interface Kind {
  readonly pattern: RegExp
  readonly type: string
  readonly words: string
  /** What the groups of the pattern found, as an id; the first one, by default. */
  readonly id?: (arn: string, found: readonly string[]) => string
}

const whole = (arn: string) => arn
const pair = (_: string, [cluster = '', name = '']: readonly string[]) => `${cluster}:${name}`

const kinds: readonly Kind[] = [
  { pattern: /:vpc\/(vpc-\w+)$/, type: 'aws:ec2/vpc:Vpc', words: 'VPC' },
  { pattern: /:subnet\/(subnet-\w+)$/, type: 'aws:ec2/subnet:Subnet', words: 'subnet' },
  { pattern: /:route-table\/(rtb-\w+)$/, type: 'aws:ec2/routeTable:RouteTable', words: 'route table' },
  {
    pattern: /:internet-gateway\/(igw-\w+)$/,
    type: 'aws:ec2/internetGateway:InternetGateway',
    words: 'internet gateway',
  },
  { pattern: /:natgateway\/(nat-\w+)$/, type: 'aws:ec2/natGateway:NatGateway', words: 'NAT gateway' },
  { pattern: /:elastic-ip\/(eipalloc-\w+)$/, type: 'aws:ec2/eip:Eip', words: 'elastic IP address' },
  {
    pattern: /:security-group\/(sg-\w+)$/,
    type: 'aws:ec2/securityGroup:SecurityGroup',
    words: 'security group',
  },
  {
    pattern: /:security-group-rule\/(sgr-\w+)$/,
    type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    words: 'security group rule',
  },
  {
    pattern: /:launch-template\/(lt-\w+)$/,
    type: 'aws:ec2/launchTemplate:LaunchTemplate',
    words: 'launch template',
  },
  { pattern: /:volume\/(vol-\w+)$/, type: 'aws:ebs/volume:Volume', words: 'volume' },
  {
    pattern: /:loadbalancer\/net\/([\w-]+)\/\w+$/,
    type: 'aws:lb/loadBalancer:LoadBalancer',
    words: 'load balancer',
    id: whole,
  },
  {
    pattern: /:targetgroup\/([\w-]+)\/\w+$/,
    type: 'aws:lb/targetGroup:TargetGroup',
    words: 'target group',
    id: whole,
  },
  {
    pattern: /:listener\/net\/([\w-]+\/\w+\/\w+)$/,
    type: 'aws:lb/listener:Listener',
    words: 'listener',
    id: whole,
  },
  { pattern: /:cluster\/([\w-]+)$/, type: 'aws:eks/cluster:Cluster', words: 'EKS cluster' },
  {
    pattern: /:nodegroup\/([\w-]+)\/([\w-]+)\/[\w-]+$/,
    type: 'aws:eks/nodeGroup:NodeGroup',
    words: 'nodes of EKS cluster',
    id: pair,
  },
  {
    pattern: /:addon\/([\w-]+)\/([\w-]+)\/[\w-]+$/,
    type: 'aws:eks/addon:Addon',
    words: 'add-on of EKS cluster',
    id: pair,
  },
  { pattern: /:rds:[\w-]*:\d*:db:([\w-]+)$/, type: 'aws:rds/instance:Instance', words: 'RDS database' },
  {
    pattern: /:rds:[\w-]*:\d*:subgrp:([\w-]+)$/,
    type: 'aws:rds/subnetGroup:SubnetGroup',
    words: 'RDS subnet group',
  },
  {
    pattern: /:rds:[\w-]*:\d*:pg:([\w-]+)$/,
    type: 'aws:rds/parameterGroup:ParameterGroup',
    words: 'RDS parameter group',
  },
  {
    pattern: /:rds:[\w-]*:\d*:snapshot:([\w:-]+)$/,
    type: 'aws:rds/snapshot:Snapshot',
    words: 'RDS snapshot',
  },
  { pattern: /:role\/([\w+=,.@/-]+)$/, type: 'aws:iam/role:Role', words: 'IAM role' },
  {
    pattern: /:log-group:([\w/.#-]+?)(?::\*)?$/,
    type: 'aws:cloudwatch/logGroup:LogGroup',
    words: 'log group',
  },
]

/** @returns `undefined` for what no deployment has, or what goes with something else: machines go with their group */
export function namedThing(arn: string): NamedThing | undefined {
  for (const { pattern, type, words, id } of kinds) {
    const found = pattern.exec(arn)?.slice(1)
    if (!found) continue
    const [first = ''] = found
    return { type, id: id ? id(arn, found) : first, words: `${words} ${first}` }
  }
  return undefined
}
