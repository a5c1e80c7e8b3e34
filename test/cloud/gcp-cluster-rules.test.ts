/** What GKE refuses, in its own words, and what it makes and leaves in the course of things. */
import { describe, expect, test } from 'vitest'
import * as kinds from './gcp/kinds.ts'
import { publicSide } from './gcp/public-side.ts'
import { clusterInputs, poolInputs, project, region, sampleNetwork } from './gcp-sample.ts'

async function placeForClusters(settings = {}) {
  const made = await project(settings)
  const net = await sampleNetwork(made.google)
  const create = (more: object = {}) =>
    made.google.create(kinds.cluster, 'c', { ...clusterInputs(net), ...more })
  return { ...made, net, create }
}

describe('clusters', () => {
  test('are where there is room for them, with names and versions by the rules', async () => {
    const { create } = await placeForClusters()

    await expect(create({ location: 'europe-west1-z' })).rejects.toThrow(
      'googleapi: Error 400: Location "europe-west1-z" does not exist., badRequest',
    )
    await expect(create({ minMasterVersion: '1.10' })).rejects.toThrow(
      'Master version "1.10" is unsupported.',
    )
    await expect(create({ name: `z${'e'.repeat(40)}` })).rejects.toThrow('at most 40')
    await expect(create({ subnetwork: 'lost' })).rejects.toThrow('not found in region europe-west1')
    await expect(create({ ipAllocationPolicy: { clusterSecondaryRangeName: 'lost' } })).rejects.toThrow(
      'Pod secondary range not found',
    )
    await create()
    await expect(create()).rejects.toThrow(
      'googleapi: Error 409: Already exists: projects/zen-test-471112/locations/europe-west1-b/clusters/zen., alreadyExists',
    )
  })

  test('are protected by the provider', async () => {
    const { google, create } = await placeForClusters()

    await expect(google.remove(await create({ deletionProtection: true }))).rejects.toThrow(
      'Cannot destroy cluster because deletion_protection is set to true. Set it to false to proceed with cluster deletion.',
    )
  })

  test('do one thing at a time', async () => {
    const { google, create, account, cloud } = await placeForClusters()
    await create()
    const [made] = account.objects(kinds.cluster)
    if (made) cloud.world.store.put({ ...made, package: 'gcp' }, { ...made, phase: 'updating' })

    await expect(google.create(kinds.nodePool, 'n', poolInputs())).rejects.toThrow(
      'error creating NodePool: googleapi: Error 400: Cluster is running incompatible operation',
    )
  })

  test('have nodes with disks, as many as the project may have processors', async () => {
    const { google, create, account } = await placeForClusters({ quotas: { CPUS: 4 } })
    await create()
    const pool = await google.create(kinds.nodePool, 'n', poolInputs(2))
    expect(account.objects(kinds.instance)).toHaveLength(2)
    expect(account.objects(kinds.disk)).toHaveLength(2)

    await expect(google.update(pool, poolInputs(3))).rejects.toThrow(
      `googleapi: Error 403: Insufficient regional quota to satisfy request: resource "CPUS": request requires '2.0' and is short '2.0'. project has a quota of '4.0' with '0.0' available.`,
    )
    await google.update(pool, poolInputs(1))
    expect(account.objects(kinds.instance)).toHaveLength(1)
  })

  test('have nodes of types that there are in the zone, with an account that there is', async () => {
    const { google, create } = await placeForClusters()
    await create()
    const pool = (nodeConfig: object) => google.create(kinds.nodePool, 'n', poolInputs(1, { nodeConfig }))

    await expect(pool({ machineType: 'x9-huge' })).rejects.toThrow(
      'Machine type "x9-huge" is not available in zone "europe-west1-b".',
    )
    await expect(pool({ machineType: 'e2-standard-2', serviceAccount: 'a@b.c' })).rejects.toThrow(
      'Service account "a@b.c" does not exist.',
    )
    await expect(
      google.create(
        kinds.nodePool,
        'n',
        poolInputs(9, { autoscaling: { totalMinNodeCount: 9, totalMaxNodeCount: 3 } }),
      ),
    ).rejects.toThrow('total_min_node_count must not be larger')
  })
})

describe('load balancers of services', () => {
  test('are at the address that is named, and stay when the cluster goes first', async () => {
    const { google, create, account, cloud, net } = await placeForClusters()
    const made = await create()
    await google.create(kinds.nodePool, 'n', poolInputs())
    const address = await google.create(kinds.address, 'a', { name: 'a', region })
    const [cluster] = account.objects(kinds.cluster)
    if (!cluster) throw new Error('There is no cluster')
    const annotations = { 'networking.gke.io/load-balancer-ip-addresses': 'a' }
    const service = { id: 'zen/server', annotations, spec: {} }
    const view = cloud.world.look({ package: 'gcp', account: cluster.account, region: 'global' })

    const ingress = publicSide.balance(cluster, service, view)

    expect(ingress).toEqual({ ip: address.outputs['address'] })
    expect(() => publicSide.balance(cluster, { ...service, id: 'zen/other' }, view)).toThrow('is in use')
    expect(() =>
      publicSide.balance(
        cluster,
        { ...service, annotations: { ...annotations, [Object.keys(annotations)[0] ?? '']: 'lost' } },
        view,
      ),
    ).toThrow('requested ip "lost" is neither static nor assigned to the LB')
    await google.remove(made)
    expect(account.objects(kinds.firewall)).toHaveLength(2)
    expect(account.objects(kinds.endpointGroup)).toHaveLength(1)
    expect(account.objects(kinds.forwardingRule)).toHaveLength(1)
    await expect(google.remove(address)).rejects.toThrow('is already being used by')
    await google.remove(net.subnetwork)
    await expect(google.remove(net.network)).rejects.toThrow('is already being used by')
  })

  test('go with their service', async () => {
    const { create, account, cloud } = await placeForClusters()
    await create()
    const [cluster] = account.objects(kinds.cluster)
    if (!cluster) throw new Error('There is no cluster')
    const view = cloud.world.look({ package: 'gcp', account: cluster.account, region: 'global' })
    publicSide.balance(cluster, { id: 'zen/server', annotations: {}, spec: {} }, view)

    publicSide.unbalance(cluster, { id: 'zen/server' }, view)

    expect(account.objects(kinds.forwardingRule)).toEqual([])
  })
})
