import { describe, expect, test } from 'vitest'
import { administrator } from './aws/administrator.ts'
import * as kinds from './aws/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from './cloud.ts'
import { type Direct, direct } from './direct.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'
import { sampleCluster } from './sample-network.ts'

const NAMESPACE = 'kubernetes:core/v1:Namespace'
const SERVICE = 'kubernetes:core/v1:Service'
const RELEASE = 'kubernetes:helm.sh/v3:Release'

const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'

/** A cluster, with access for whoever made it. */
async function clusterIn(cloud: SimulatedCloud) {
  const aws = direct(cloud)
  const sample = await sampleCluster(aws, {
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
  })
  return { aws, ...sample }
}

async function allow(aws: Direct) {
  const inputs = { clusterName: 'zen', principalArn: administrator.principal }
  await aws.create(kinds.accessEntry, 'e', inputs)
  await aws.create(kinds.accessPolicyAssociation, 'p', {
    ...inputs,
    policyArn,
    accessScope: { type: 'cluster' },
  })
}

async function kubeconfigOf(aws: Direct): Promise<string> {
  const { endpoint } = await aws.ask('aws:eks/getCluster:getCluster', { name: 'zen' })
  const { token } = await aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'zen' })
  return JSON.stringify({
    clusters: [{ name: 'zen', cluster: { server: endpoint } }],
    users: [{ name: 'zen', user: { token } }],
  })
}

const inside = (cloud: SimulatedCloud, kubeconfig: string, more: object = {}) =>
  direct(cloud, { definition: kubernetes, config: { kubeconfig, ...more } })

describe('the Kubernetes of a simulated cluster', () => {
  test('holds namespaces, releases and services of who has access', async () => {
    const cloud = await simulatedCloud()
    const { aws } = await clusterIn(cloud)
    await allow(aws)
    const api = inside(cloud, await kubeconfigOf(aws))

    const namespace = await api.create(NAMESPACE, 'ns', { metadata: { name: 'zenml' } })
    const release = await api.create(RELEASE, 'server', {
      name: 'server',
      namespace: 'zenml',
      chart: './zenml',
    })

    expect(namespace.id).toBe('zenml')
    expect(release).toMatchObject({
      id: 'zenml/server',
      outputs: { status: { status: 'deployed', revision: 1 } },
    })
    await expect(
      api.create(RELEASE, 'x', { name: 'server', namespace: 'zenml', chart: 'c' }),
    ).rejects.toThrow('cannot re-use a name that is still in use')
    await expect(api.create(SERVICE, 's', { metadata: { namespace: 'other' } })).rejects.toThrow(
      'namespaces "other" not found',
    )
  })

  test('lets nobody in without access, or with an old key', async () => {
    const cloud = await simulatedCloud()
    const { aws } = await clusterIn(cloud)
    const early = await kubeconfigOf(aws)
    const create = (kubeconfig: string) =>
      inside(cloud, kubeconfig).create(NAMESPACE, 'ns', { metadata: { name: 'a' } })

    await expect(create(early)).rejects.toThrow('the server has asked for the client to provide credentials')
    await allow(aws)
    cloud.set({ minuteMs: 0.001 })
    await expect(create(early)).rejects.toThrow('the server has asked for the client to provide credentials')
    cloud.set({ minuteMs: 0 })
    await create(early)
  })

  test('is unreachable once the cluster is gone, and says what to do', async () => {
    const cloud = await simulatedCloud()
    const { aws, cluster } = await clusterIn(cloud)
    await allow(aws)
    const kubeconfig = await kubeconfigOf(aws)
    const namespace = await inside(cloud, kubeconfig).create(NAMESPACE, 'ns', { metadata: { name: 'zenml' } })
    const release = await inside(cloud, kubeconfig).create(RELEASE, 'r', {
      name: 'r',
      namespace: 'zenml',
      chart: 'c',
    })

    await aws.remove(cluster)

    await expect(inside(cloud, kubeconfig).remove(namespace)).rejects.toThrow('PULUMI_K8S_DELETE_UNREACHABLE')
    await inside(cloud, kubeconfig, { deleteUnreachable: true }).remove(namespace)
    await expect(inside(cloud, kubeconfig, { deleteUnreachable: true }).remove(release)).rejects.toThrow(
      "can't delete Helm Release with unreachable cluster",
    )
  })

  test('gets load balancers from the cloud, and gives them back when their namespace goes', async () => {
    const cloud = await simulatedCloud()
    const { aws } = await clusterIn(cloud)
    await allow(aws)
    const api = inside(cloud, await kubeconfigOf(aws))
    const balancers = () => cloud.account().objects(kinds.loadBalancer)
    const namespace = await api.create(NAMESPACE, 'ns', { metadata: { name: 'zenml' } })
    const metadata = { namespace: 'zenml', name: 'web' }

    const service = await api.create(SERVICE, 'web', { metadata, spec: { type: 'LoadBalancer' } })

    const [balancer] = balancers()
    expect(service.outputs['status']).toEqual({
      loadBalancer: { ingress: [{ hostname: balancer?.outputs['dnsName'] }] },
    })
    expect(balancer).toMatchObject({
      madeBy: 'cloud',
      outputs: { tagsAll: { 'kubernetes.io/cluster/zen': 'owned' } },
    })
    await api.remove(namespace)
    expect(balancers()).toEqual([])
  })

  test('leaves them behind when the cluster goes first', async () => {
    const cloud = await simulatedCloud({ patienceMs: 0 })
    const { aws, cluster, subnets } = await clusterIn(cloud)
    await allow(aws)
    const api = inside(cloud, await kubeconfigOf(aws))
    const values = { server: { service: { type: 'LoadBalancer' } } }
    await api.create(RELEASE, 'server', { name: 'server', chart: 'c', values })

    await aws.remove(cluster)

    expect(cloud.account().objects(kinds.loadBalancer)).toHaveLength(1)
    const [subnet] = subnets
    await expect(subnet && aws.remove(subnet)).rejects.toThrow('has dependencies and cannot be deleted')
  })

  test('is the same cluster by a new key', () => {
    const [olds, news] = [{ kubeconfig: 'a' }, { kubeconfig: 'b' }]
    const same = { clusterIdentifier: 'arn:zen' }

    expect(kubernetes.configReplaces?.(olds, news)).toEqual(['kubeconfig'])
    expect(kubernetes.configReplaces?.({ ...olds, ...same }, { ...news, ...same })).toEqual([])
  })
})
