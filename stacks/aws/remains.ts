/** All that is at AWS of a deployment, whether a state knows of it or not: found by the tag that everything has. */
import { getEbsVolumes } from '@pulumi/aws/ebs/getEbsVolumes.js'
import { getEips } from '@pulumi/aws/ec2/getEips.js'
import { getNatGateways } from '@pulumi/aws/ec2/getNatGateways.js'
import { getSecurityGroups } from '@pulumi/aws/ec2/getSecurityGroups.js'
import { getSubnets } from '@pulumi/aws/ec2/getSubnets.js'
import { getVpcs } from '@pulumi/aws/ec2/getVpcs.js'
import { getClusters } from '@pulumi/aws/eks/getClusters.js'
import { getRoles } from '@pulumi/aws/iam/getRoles.js'
import { getLbs } from '@pulumi/aws/lb/getLbs.js'
import { Provider } from '@pulumi/aws/provider.js'
import { getInstances } from '@pulumi/aws/rds/getInstances.js'
import { getSnapshots } from '@pulumi/aws/rds/getSnapshots.js'
import { getResources } from '@pulumi/aws/resourcegroupstaggingapi/getResources.js'
import type { CloudResource, InquiryRequest } from '../inquiry-contract.ts'
import { baseName } from '../shared/spec/names.ts'
import { type Found, remainsOf, type Seen } from './remains-of.ts'
import { namedThing } from './spec/arn.ts'
import { type AwsSpec, awsSpecOf } from './spec/aws-spec.ts'
import { deploymentTag } from './spec/tags.ts'

export async function remains({ spec }: InquiryRequest): Promise<readonly CloudResource[]> {
  const aws = awsSpecOf(spec)
  const provider = new Provider('aws', { region: aws.region })
  const [tagged, seen, others] = await Promise.all([
    taggedWith(provider, aws),
    seenThemselves(provider, aws),
    untagged(provider, aws),
  ])
  return remainsOf(aws.name, { tagged: [...tagged, ...others], seen })
}

/** Everything in the region that has the tag. This list lags: what was just made may be missing, what is gone may be in it. */
async function taggedWith(provider: Provider, { name }: AwsSpec): Promise<readonly Found[]> {
  const tagFilters = [{ key: deploymentTag, values: [name] }]
  const { resourceTagMappingLists } = await getResources({ tagFilters }, { provider })
  return resourceTagMappingLists.flatMap(({ resourceArn, tags }) => {
    const thing = namedThing(resourceArn)
    return thing ? [{ ...thing, nameTag: tags['Name'] }] : []
  })
}

/** The kinds that cost something, or stand in the way, each asked about itself. These lists are never late. */
async function seenThemselves(provider: Provider, { name, cluster }: AwsSpec): Promise<Seen> {
  const options = { provider }
  const tags = { [deploymentTag]: name }
  const alive = [{ name: 'state', values: ['pending', 'available'] }]
  const [vpcs, subnets, gateways, addresses, groups, balancers, databases, clusters, volumes] =
    await Promise.all([
      getVpcs({ tags }, options).then(({ ids }) => ids),
      getSubnets({ tags }, options).then(({ ids }) => ids),
      getNatGateways({ tags, filters: alive }, options).then(({ ids }) => ids),
      getEips({ tags }, options).then(({ allocationIds }) => allocationIds),
      Promise.all([
        getSecurityGroups({ tags }, options).then(({ ids }) => ids),
        cluster.kind === 'new' ? groupsOfCluster(provider, cluster.name) : [],
      ]).then((lists) => lists.flat()),
      getLbs({ tags }, options).then(({ arns }) => arns),
      getInstances({ tags }, options).then(({ instanceIdentifiers }) => instanceIdentifiers),
      getClusters({}, options).then(({ names }) =>
        names.filter((each) => cluster.kind === 'new' && each === cluster.name),
      ),
      getEbsVolumes({ tags }, options).then(({ ids }) => ids),
    ])
  return {
    'aws:ec2/vpc:Vpc': vpcs,
    'aws:ec2/subnet:Subnet': subnets,
    'aws:ec2/natGateway:NatGateway': gateways,
    'aws:ec2/eip:Eip': addresses,
    'aws:ec2/securityGroup:SecurityGroup': groups,
    'aws:lb/loadBalancer:LoadBalancer': balancers,
    'aws:rds/instance:Instance': databases,
    'aws:eks/cluster:Cluster': clusters,
    'aws:ebs/volume:Volume': volumes,
  }
}

/** EKS makes one for each cluster, and leaves it where something still refers to it. */
async function groupsOfCluster(provider: Provider, name: string): Promise<readonly string[]> {
  const { ids } = await getSecurityGroups({ tags: { 'aws:eks:cluster-name': name } }, { provider })
  return ids
}

/** What the list of tags knows nothing of: roles, and snapshots that were made when a database went. */
async function untagged(provider: Provider, { name, region, database }: AwsSpec): Promise<readonly Found[]> {
  const options = { provider }
  const nameRegex = `^${baseName(name)}-${region}-(cluster|nodes|volumes)$`
  const [roles, snapshots] = await Promise.all([
    getRoles({ nameRegex }, options).then(({ arns }) => arns),
    database
      ? getSnapshots({ dbInstanceIdentifier: database.name, snapshotType: 'manual' }, options).then((found) =>
          found.snapshots.map(({ dbSnapshotArn }) => dbSnapshotArn),
        )
      : [],
  ])
  return [...roles, ...snapshots].flatMap((arn) => {
    const thing = namedThing(arn)
    if (!thing) return []
    const use = /-(cluster|nodes|volumes)$/.exec(thing.id)?.[1]
    return [
      { ...thing, nameTag: thing.type === 'aws:iam/role:Role' ? `${baseName(name)}-role-${use}` : undefined },
    ]
  })
}
