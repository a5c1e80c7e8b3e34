/** What is found of a deployment at AWS, whoever knows of it, with recorded answers. */
import { describe, expect, it } from 'vitest'
import { inquiries } from '../../../stacks/aws/inquiries.ts'
import { namedThing } from '../../../stacks/aws/spec/arn.ts'
import { importId } from '../../../stacks/aws/spec/import-ids.ts'
import { specOf } from './aws-requests.ts'
import { type Account, askInstead } from './mocked-account.ts'
import { mockedRun } from './mocked-aws.ts'

const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`
const tagged = (...things: readonly (readonly [arn: string, name: string])[]) => ({
  resourceTagMappingLists: things.map(([resourceArn, Name]) => ({
    resourceArn,
    tags: { Name, 'zen:deployment': 'team' },
  })),
})

async function remains(account: Account, spec = specOf()) {
  await askInstead(account)
  return inquiries.remains({ spec })
}

describe('what is left', () => {
  it('is nothing in an empty account', async () => {
    expect(await remains({})).toEqual([])
  })

  it('is known by its names in the program, and by the ids that it is imported by', async () => {
    const account: Account = {
      getResources: tagged(
        [at('ec2', 'vpc/vpc-1'), 'zen-team-vpc'],
        [at('ec2', 'subnet/subnet-1'), 'zen-team-private-a'],
        [at('ec2', 'security-group-rule/sgr-1'), 'zen-team-server-out'],
        [at('ec2', 'security-group/sg-1'), 'zen-team-server'],
        [at('eks', 'cluster/zen-team'), 'zen-team-cluster'],
        [at('eks', 'nodegroup/zen-team/zen/a1b2-c3'), 'zen-team-nodes'],
        [at('elasticloadbalancing', 'loadbalancer/net/zen-team-server/0a1b'), 'zen-team-server'],
        [at('rds', 'db:zen-team'), 'zen-team-database'],
        [at('ec2', 'instance/i-1'), 'zen-team-nodes'],
      ),
      getVpcs: { ids: ['vpc-1'] },
      getSubnets: { ids: ['subnet-1'] },
      getSecurityGroups: { ids: ['sg-1'] },
      getClusters: { names: ['zen-team', 'other'] },
      getLbs: { arns: [at('elasticloadbalancing', 'loadbalancer/net/zen-team-server/0a1b')] },
      getInstances: { instanceIdentifiers: ['zen-team'] },
      getRoles: { names: [], arns: ['arn:aws:iam::123456789012:role/zen-team-eu-west-1-nodes'] },
    }

    expect(await remains(account)).toEqual([
      {
        type: 'aws:eks/cluster:Cluster',
        name: 'cluster',
        id: 'zen-team',
        words: 'EKS cluster zen-team (zen-team-cluster)',
      },
      {
        type: 'aws:iam/role:Role',
        name: 'role-nodes',
        id: 'zen-team-eu-west-1-nodes',
        words: 'IAM role zen-team-eu-west-1-nodes (zen-team-role-nodes)',
      },
      {
        type: 'aws:lb/loadBalancer:LoadBalancer',
        name: 'server',
        id: at('elasticloadbalancing', 'loadbalancer/net/zen-team-server/0a1b'),
        words: 'load balancer zen-team-server',
      },
      {
        type: 'aws:eks/nodeGroup:NodeGroup',
        name: 'nodes',
        id: 'zen-team:zen',
        words: 'nodes of EKS cluster zen-team (zen-team-nodes)',
      },
      {
        type: 'aws:rds/instance:Instance',
        name: 'database',
        id: 'zen-team',
        words: 'RDS database zen-team (zen-team-database)',
      },
      {
        type: 'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
        name: 'server-out',
        id: 'sgr-1',
        words: 'security group rule sgr-1 (zen-team-server-out)',
      },
      {
        type: 'aws:ec2/securityGroup:SecurityGroup',
        name: 'server',
        id: 'sg-1',
        words: 'security group sg-1 (zen-team-server)',
      },
      {
        type: 'aws:ec2/subnet:Subnet',
        name: 'private-a',
        id: 'subnet-1',
        words: 'subnet subnet-1 (zen-team-private-a)',
      },
      { type: 'aws:ec2/vpc:Vpc', name: 'vpc', id: 'vpc-1', words: 'VPC vpc-1 (zen-team-vpc)' },
    ])
  })

  it('is not what lists still have that are late', async () => {
    const account = {
      getResources: tagged(
        [at('ec2', 'natgateway/nat-1'), 'zen-team-nat-a'],
        [at('rds', 'db:zen-team'), 'zen-team-database'],
        [at('eks', 'addon/zen-team/coredns/a1'), 'zen-team-cluster-coredns'],
        [at('ec2', 'route-table/rtb-1'), 'zen-team-public'],
      ),
    }

    expect(await remains(account)).toEqual([])
  })

  it('is also what no list of tags has yet, and what the cluster made', async () => {
    const account = { getEips: { allocationIds: ['eipalloc-1'] }, getEbsVolumes: { ids: ['vol-1'] } }

    expect(await remains(account)).toEqual([
      { type: 'aws:ec2/eip:Eip', id: 'eipalloc-1', words: 'eip eipalloc-1' },
      { type: 'aws:ebs/volume:Volume', id: 'vol-1', words: 'volume vol-1' },
    ])
  })

  it('are last snapshots, on purpose', async () => {
    const dbSnapshotArn = at('rds', 'snapshot:zen-team-final-0a1b2c3d')

    expect(await remains({ getSnapshots: { snapshots: [{ dbSnapshotArn }] } })).toEqual([
      {
        type: 'aws:rds/snapshot:Snapshot',
        id: 'zen-team-final-0a1b2c3d',
        words: 'RDS snapshot zen-team-final-0a1b2c3d',
        kept: true,
      },
    ])
  })

  it('is never taken for nothing because AWS would not say', async () => {
    await expect(remains({ getVpcs: new Error('UnauthorizedOperation: no') })).rejects.toThrow(
      'UnauthorizedOperation',
    )
  })
})

describe('the way into a cluster', () => {
  it('has a login of now', async () => {
    await askInstead({
      getCluster: { endpoint: 'https://c', certificateAuthorities: [{ data: 'Q0E=' }] },
      getClusterAuth: { token: 'k8s-aws-v1.x' },
    })

    const place = await inquiries.place({ spec: specOf() })

    expect(place).toMatchObject({ namespace: 'zen-team', release: 'zen-team' })
    expect(JSON.stringify(place?.cluster)).toContain('k8s-aws-v1.x')
  })

  it('is none where there is no cluster, and unknown where nobody says', async () => {
    await askInstead({ getCluster: new Error("reading EKS Cluster (zen-team): couldn't find resource") })
    expect(await inquiries.place({ spec: specOf() })).toBeUndefined()

    await askInstead({ getCluster: new Error('AccessDeniedException: no') })
    await expect(inquiries.place({ spec: specOf() })).rejects.toThrow('AccessDenied')
  })
})

describe('ids', () => {
  it('of everything that the program makes are said by its inputs, or by AWS', async () => {
    const { resources } = await mockedRun(specOf({ 'control-plane-logs': true }))
    const ids = resources
      .filter(({ type }) => type.startsWith('aws:'))
      .map(({ type, name, inputs }) => [type, name, importId(type, inputs)] as const)

    expect(
      Object.fromEntries(
        ids
          .filter(([type]) => /Route$|Addon|Attach|Entry|Association$|Instance$/.test(type))
          .map(([type, name, id]) => [`${type} ${name}`, id]),
      ),
    ).toMatchObject({
      'aws:ec2/route:Route public': 'public-id_0.0.0.0/0',
      'aws:ec2/routeTableAssociation:RouteTableAssociation private-a': 'private-a-id/private-a-id',
      'aws:eks/addon:Addon cluster-coredns': 'zen-team:coredns',
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment role-cluster-AmazonEKSClusterPolicy':
        'zen-team-eu-west-1-cluster/arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
      'aws:rds/instance:Instance database': 'zen-team',
    })
    const unsaid = [...new Set(ids.flatMap(([type, , id]) => (id === undefined ? [type] : [])))].toSorted()
    expect(unsaid).toEqual([
      'aws:autoscaling/attachment:Attachment',
      'aws:ec2/eip:Eip',
      'aws:ec2/internetGateway:InternetGateway',
      'aws:ec2/launchTemplate:LaunchTemplate',
      'aws:ec2/natGateway:NatGateway',
      'aws:ec2/routeTable:RouteTable',
      'aws:ec2/securityGroup:SecurityGroup',
      'aws:ec2/subnet:Subnet',
      'aws:ec2/vpc:Vpc',
      'aws:lb/listener:Listener',
      'aws:lb/loadBalancer:LoadBalancer',
      'aws:lb/targetGroup:TargetGroup',
      'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    ])
  })

  it('of what AWS names are in its names', () => {
    expect(namedThing(at('elasticloadbalancing', 'targetgroup/zen-team-http/0a1b'))).toEqual({
      type: 'aws:lb/targetGroup:TargetGroup',
      id: at('elasticloadbalancing', 'targetgroup/zen-team-http/0a1b'),
      words: 'target group zen-team-http',
    })
    expect(namedThing(at('logs', 'log-group:/aws/eks/zen-team/cluster'))?.id).toBe(
      '/aws/eks/zen-team/cluster',
    )
    expect(namedThing(at('s3', 'bucket'))).toBeUndefined()
  })
})
