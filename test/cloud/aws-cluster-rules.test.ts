/** What AWS refuses of clusters, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './aws/kinds.ts'
import { simulatedCloud } from './cloud.ts'
import { type Direct, direct } from './direct.ts'
import { nodeGroupInputs, sampleCluster, sampleNetwork, sampleRole } from './sample-network.ts'

/** Fast: nothing that is refused here is going to pass by itself. */
const impatient = { patienceMs: 0 }

async function account(settings = {}) {
  const cloud = await simulatedCloud({ ...impatient, ...settings })
  return { cloud, aws: direct(cloud) }
}

describe('clusters', () => {
  const inputsFor = async (aws: Direct) => {
    const { subnets } = await sampleNetwork(aws)
    const role = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
    return {
      name: 'zen',
      roleArn: role.outputs['arn'],
      vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
    }
  }

  test('stand in two zones, with a role that EKS may take', async () => {
    const { aws } = await account()
    const inputs = await inputsFor(aws)
    const nodes = await sampleRole(aws, 'nodes', 'ec2.amazonaws.com')
    const one = { subnetIds: inputs.vpcConfig.subnetIds.slice(0, 1) }
    const create = (more: object) => aws.create(kinds.cluster, 'c', { ...inputs, ...more })

    await expect(create({ vpcConfig: one })).rejects.toThrow(
      'Subnets specified must be in at least two different AZs',
    )
    await expect(create({ roleArn: nodes.outputs['arn'] })).rejects.toThrow('could not be assumed because')
    await expect(create({ version: '1.12' })).rejects.toThrow('unsupported Kubernetes version 1.12')
    await expect(create({ name: 'a b' })).rejects.toThrow('invalid value for name')
    await create({})
    await expect(create({})).rejects.toThrow(
      /creating EKS Cluster \(zen\): operation error EKS: CreateCluster, https response error StatusCode: 409, RequestID: [\w-]+, ResourceInUseException: Cluster already exists with name: zen/,
    )
  })

  test('are not to be had in every zone', async () => {
    const cloud = await simulatedCloud(impatient)
    const aws = direct(cloud, { config: { region: 'us-east-1' } })
    const vpc = await aws.create(kinds.vpc, 'vpc', { cidrBlock: '10.42.0.0/16' })
    const role = await sampleRole(aws, 'cluster', 'eks.amazonaws.com')
    const subnet = (zone: string, at: number) =>
      aws.create(kinds.subnet, zone, { vpcId: vpc.id, cidrBlock: `10.42.${at}.0/24`, availabilityZone: zone })
    const subnets = [await subnet('us-east-1a', 0), await subnet('us-east-1c', 1)]

    const vpcConfig = { subnetIds: subnets.map(({ id }) => id) }
    await expect(
      aws.create(kinds.cluster, 'c', { name: 'zen', roleArn: role.outputs['arn'], vpcConfig }),
    ).rejects.toThrow('UnsupportedAvailabilityZoneException')
  })

  test('go up one version at a time', async () => {
    const { aws } = await account()
    const inputs = await inputsFor(aws)
    const cluster = await aws.create(kinds.cluster, 'c', { ...inputs, version: '1.33' })

    await expect(aws.update(cluster, { ...inputs, version: '1.35' })).rejects.toThrow(
      'Unsupported Kubernetes minor version update from 1.33 to 1.35',
    )
    expect((await aws.update(cluster, { ...inputs, version: '1.34' })).outputs['version']).toBe('1.34')
  })

  test('let principals in by roles, not by sessions, and once', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws)
    const entry = (principalArn: string) =>
      aws.create(kinds.accessEntry, 'e', { clusterName: cluster.id, principalArn })

    await expect(entry('arn:aws:sts::111111111111:assumed-role/r/s')).rejects.toThrow(
      'InvalidParameterException',
    )
    await entry('arn:aws:iam::111111111111:role/r')
    await expect(entry('arn:aws:iam::111111111111:role/r')).rejects.toThrow('ResourceInUseException')
  })

  test('of the old mode know no access entries', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws, { accessConfig: { authenticationMode: 'CONFIG_MAP' } })
    const inputs = { clusterName: cluster.id, principalArn: 'arn:aws:iam::111111111111:role/r' }

    await expect(aws.create(kinds.accessEntry, 'e', inputs)).rejects.toThrow('InvalidRequestException')
  })

  test('get nodes of a size there is, between the bounds, within the quota', async () => {
    const { aws } = await account()
    const cluster = await sampleCluster(aws)
    const inputs = nodeGroupInputs(cluster)
    const create = (more: object) => aws.create(kinds.nodeGroup, 'n', { ...inputs, ...more })

    await expect(create({ instanceTypes: ['t3.giant'] })).rejects.toThrow('do not exist: [t3.giant]')
    await expect(create({ scalingConfig: { minSize: 3, desiredSize: 1, maxSize: 3 } })).rejects.toThrow(
      "Minimum capacity 3 can't be greater than desired size 1",
    )
    await expect(create({ scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 3 } })).rejects.toThrow(
      'VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 5 allows',
    )
  })

  test('have nodes only with a network, a way out and a role with the policies', async () => {
    const { aws } = await account()
    const cluster = await sampleCluster(aws)
    const bare = await sampleRole(aws, 'bare', 'ec2.amazonaws.com')
    const inputs = { ...nodeGroupInputs(cluster), nodeRoleArn: bare.outputs['arn'] }

    await expect(aws.create(kinds.nodeGroup, 'n', inputs)).rejects.toThrow(
      /waiting for EKS Node Group \(zen:nodes\) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: i-\w+: NodeCreationFailure: Instances failed to join the kubernetes cluster/,
    )
  })

  test('have no name service before they have nodes', async () => {
    const { aws } = await account()
    const { cluster } = await sampleCluster(aws)
    const addon = (addonName: string) =>
      aws.create(kinds.addon, addonName, { clusterName: cluster.id, addonName })

    await expect(addon('coredns')).rejects.toThrow("(last state: 'DEGRADED', timeout: 20m0s)")
    await expect(addon('cordns')).rejects.toThrow(
      'Addon cordns specified is not supported in 1.34 kubernetes version',
    )
    await expect(addon('vpc-cni')).rejects.toThrow('Addon already exists.')
  })

  test('have nodes by a template, which says how big the disk is and what carries which tags', async () => {
    const { aws, cloud } = await account()
    const sample = await sampleCluster(aws)
    const tagSpecifications = [{ resourceType: 'volume', tags: { team: 'a' } }]
    const template = await aws.create(kinds.launchTemplate, 't', { name: 'zen', tagSpecifications })
    const launchTemplate = { id: template.id, version: '1' }
    const inputs = { ...nodeGroupInputs(sample), launchTemplate }

    await expect(aws.create(kinds.nodeGroup, 'n', { ...inputs, diskSize: 50 })).rejects.toThrow(
      'Disk size must be',
    )
    await aws.create(kinds.nodeGroup, 'n', inputs)
    await expect(aws.create(kinds.launchTemplate, 't', { name: 'zen' })).rejects.toThrow(
      'name already in use',
    )
    expect(
      cloud
        .account()
        .orphans({ key: 'team', value: 'a' })
        .map(({ type }) => type),
    ).toEqual([kinds.volume])
    expect(
      (await aws.update(template, { name: 'zen', tagSpecifications: [] })).outputs['latestVersion'],
    ).toBe(2)
  })

  test('have logs of a name that is free', async () => {
    const { aws } = await account()
    await sampleCluster(aws, { enabledClusterLogTypes: ['api'] })
    const name = '/aws/eks/zen/cluster'

    await expect(aws.create(kinds.logGroup, 'l', { name })).rejects.toThrow(
      /creating CloudWatch Logs Log Group \(\/aws\/eks\/zen\/cluster\): .*ResourceAlreadyExistsException: The specified log group already exists/,
    )
  })
})
