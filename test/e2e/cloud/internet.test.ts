/** Holds the internet around a simulated cloud to its spec, without an engine. */

import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as http } from 'node:http'
import { request as https } from 'node:https'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import { direct } from '../../cloud/direct.ts'
import { type Properties, textAt } from '../../cloud/frame/properties.ts'
import { type Internet, internetAround } from '../../cloud/internet/internet.ts'
import { kubernetes } from '../../cloud/kubernetes/kubernetes.ts'
import { nodeGroupInputs, sampleCluster } from '../../cloud/sample-network.ts'

const NAMESPACE = 'kubernetes:core/v1:Namespace'
const SERVICE = 'kubernetes:core/v1:Service'
const RELEASE = 'kubernetes:helm.sh/v3:Release'
const NODE_PORT = 30_080

interface Place {
  readonly cloud: SimulatedCloud
  readonly internet: Internet
  readonly resolve: (name: string) => Promise<readonly string[]>
  readonly authority: string
}

async function place(): Promise<Place> {
  const cloud = await simulatedCloud()
  const internet = await internetAround(cloud)
  const [, server = ''] = /nameserver (\S+)/.exec(await readFile(internet.resolver, 'utf8')) ?? []
  const resolver = new Resolver()
  resolver.setServers([server])
  const resolve = (name: string) => resolver.resolve4(name).catch(() => [])
  return { cloud, internet, resolve, authority: await readFile(internet.authority, 'utf8') }
}

/** A cluster with a node, and a release in it that a service leads to. */
async function clusterIn({ cloud }: Place, values: Properties = {}) {
  const aws = direct(cloud)
  const sample = await sampleCluster(aws, {
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
  })
  const nodes = await aws.create(kinds.nodeGroup, 'nodes', nodeGroupInputs(sample))
  const { endpoint } = sample.cluster.outputs
  const { token } = await aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: 'zen' })
  const kubeconfig = JSON.stringify({
    clusters: [{ cluster: { server: endpoint } }],
    users: [{ user: { token } }],
  })
  const inside = direct(cloud, { definition: kubernetes, config: { kubeconfig } })
  await inside.create(NAMESPACE, 'ns', { metadata: { name: 'zenml' } })
  const release = {
    name: 'server',
    namespace: 'zenml',
    chart: 'c',
    values: { server: { admin: { username: 'ada', password: 'secret' } }, ...values },
  }
  return {
    aws,
    inside,
    sample,
    nodes,
    release: await inside.create(RELEASE, 'server', release),
    endpoint: String(endpoint),
    token: String(token),
  }
}

interface Asking {
  readonly address: string
  readonly authority?: string
  readonly token?: string
  readonly method?: string
}

/** As somebody who was told the address of the name. */
async function ask(url: string, { address, authority, token, method = 'GET' }: Asking) {
  const { protocol, hostname, pathname, search } = new URL(url)
  const headers = { host: hostname, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const options = { host: address, path: `${pathname}${search}`, headers, method, agent: false as const }
  const sent =
    protocol === 'https:' ? https({ ...options, servername: hostname, ca: authority }) : http(options)
  sent.end()
  const [answer] = await once(sent, 'response')
  return { status: answer.statusCode, location: answer.headers.location, body: await text(answer) }
}

describe('names', () => {
  test('are those of sslip.io, of clusters, and those that a test makes up', async () => {
    const here = await place()
    const { endpoint } = await clusterIn(here)
    here.internet.setName('zenml.example.com', '127.0.0.9')

    expect(await here.resolve('127-1-2-3.sslip.io')).toEqual(['127.1.2.3'])
    expect(await here.resolve('zenml.example.com')).toEqual(['127.0.0.9'])
    expect(await here.resolve(new URL(endpoint).hostname)).toEqual([expect.stringMatching(/^127\./)])
    expect(await here.resolve('pypi.org')).toEqual([])
  })
})

describe('the API of a cluster', () => {
  test('shows what the package kubernetes made, to who bears a token of the cloud', async () => {
    const here = await place()
    const { endpoint, token } = await clusterIn(here)
    const [address = ''] = await here.resolve(new URL(endpoint).hostname)
    const get = (path: string, bearer = token) =>
      ask(`${endpoint}${path}`, { ...here, address, token: bearer })

    expect((await get('/version')).body).toContain('v1.')
    expect((await get('/version', 'guessed')).status).toBe(401)
    const pods = JSON.parse((await get('/api/v1/namespaces/zenml/pods')).body).items
    expect(pods).toMatchObject([
      { metadata: { labels: { 'app.kubernetes.io/component': 'server' } }, status: { phase: 'Running' } },
    ])
    const name = textAt(pods, '0.metadata.name')
    expect((await get(`/api/v1/namespaces/zenml/pods/${name}/log?container=zenml`)).body).toContain(
      'Uvicorn running',
    )
    const [deployment] = JSON.parse((await get('/apis/apps/v1/namespaces/zenml/deployments')).body).items
    expect(deployment).toMatchObject({ spec: { replicas: 1 }, status: { readyReplicas: 1 } })
  })

  test('changes it too: claims go with their disks, pods are made anew', async () => {
    const here = await place()
    const { endpoint, token } = await clusterIn(here)
    const [address = ''] = await here.resolve(new URL(endpoint).hostname)
    const call = (path: string, method = 'GET') =>
      ask(`${endpoint}${path}`, { ...here, address, token, method })
    const disks = () =>
      here.cloud
        .account()
        .objects(kinds.volume)
        .filter(({ owner }) => owner === undefined)
    const pods = async () => JSON.parse((await call('/api/v1/namespaces/zenml/pods')).body).items
    const before = textAt(await pods(), '0.metadata.name')
    expect(disks()).toHaveLength(1)

    await call('/api/v1/namespaces/zenml/persistentvolumeclaims/server-config', 'DELETE')
    await call(`/api/v1/namespaces/zenml/pods/${before}`, 'DELETE')

    expect(disks()).toEqual([])
    expect(textAt(await pods(), '0.metadata.name')).toMatch(/^server-/)
    expect(textAt(await pods(), '0.metadata.name')).not.toBe(before)
  })

  test('goes with the cluster', async () => {
    const here = await place()
    const { aws, nodes, sample, endpoint } = await clusterIn(here)

    await aws.remove(nodes)
    await aws.remove(sample.cluster)

    expect(await here.resolve(new URL(endpoint).hostname)).toEqual([])
  })
})

/** From an address of the account to the service. */
async function openTo(
  { aws, inside, sample, nodes }: Awaited<ReturnType<typeof clusterIn>>,
  component: string,
  port: number,
) {
  const eip = await aws.create(kinds.eip, 'eip', { domain: 'vpc' })
  const mapping = { subnetId: sample.subnets[0]?.id, allocationId: eip.id }
  const balancer = await aws.create(kinds.loadBalancer, 'b', {
    name: 'b',
    loadBalancerType: 'network',
    subnetMappings: [mapping],
  })
  const target = await aws.create(kinds.targetGroup, 't', {
    name: 't',
    port: NODE_PORT,
    protocol: 'TCP',
    vpcId: sample.vpc.id,
  })
  const defaultActions = [{ type: 'forward', targetGroupArn: target.id }]
  await aws.create(kinds.listener, 'l', {
    loadBalancerArn: balancer.id,
    port,
    protocol: 'TCP',
    defaultActions,
  })
  const autoscalingGroupName = textAt(nodes.outputs, 'resources.0.autoscalingGroups.0.name')
  const attached = await aws.create(kinds.autoscalingAttachment, 'a', {
    autoscalingGroupName,
    lbTargetGroupArn: target.id,
  })
  const selector = { 'app.kubernetes.io/instance': 'server', 'app.kubernetes.io/component': component }
  const ports = [{ port, nodePort: NODE_PORT, targetPort: port === 443 ? 'https' : 'http' }]
  const spec = { type: 'NodePort', selector, ports }
  await inside.create(SERVICE, 'address', { metadata: { name: 'address', namespace: 'zenml' }, spec })
  return { address: String(eip.outputs['publicIp']), attached }
}

describe('a public address', () => {
  test('leads to the server where everything between them is there', async () => {
    const here = await place()
    const cluster = await clusterIn(here)
    const { address, attached } = await openTo(cluster, 'server', 80)
    const host = `${address.replaceAll('.', '-')}.sslip.io`
    const info = () => ask(`http://${host}/api/v1/info`, { address })

    expect(JSON.parse((await info()).body)).toMatchObject({ active: true, version: '0.98.0' })
    here.cloud.set({ podTroubles: [{ effect: 'crash' }] })
    await expect(info()).rejects.toThrow(/ECONNRESET|hang up/)
    here.cloud.set({ podTroubles: [] })
    await cluster.aws.remove(attached)
    await expect(info()).rejects.toThrow(/ECONNRESET|hang up/)
  })

  test('has a certificate where the release asks for HTTPS', async () => {
    const here = await place()
    const host = 'zenml.example.com'
    const cluster = await clusterIn(here, { caddy: { enabled: true, host } })
    const { address } = await openTo(cluster, 'caddy', 443)

    expect((await ask(`https://${host}/health`, { ...here, address })).status).toBe(200)
    await expect(ask(`https://${host}/health`, { address })).rejects.toThrow(/certificate/)
  })
})
