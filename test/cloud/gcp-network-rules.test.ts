/** What Google Cloud refuses of networks, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import * as kinds from './gcp/kinds.ts'
import { databaseInputs, privateAccess, project, region, sampleNetwork } from './gcp-sample.ts'

describe('APIs', () => {
  test('have to be enabled before anything is made through them', async () => {
    const { google } = await project({}, [])

    await expect(google.create(kinds.network, 'net', { name: 'net' })).rejects.toThrow(
      'Error creating Network: googleapi: Error 403: Compute Engine API has not been used in project zen-test-471112 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/compute.googleapis.com/overview?project=zen-test-471112 then retry.',
    )
    await google.create(kinds.service, 'compute', { service: 'compute.googleapis.com' })
    await google.create(kinds.network, 'net', { name: 'net' })
  })

  test('are unknown for a while to others than who enabled them', async () => {
    const { google, cloud } = await project({ minuteMs: 1, lagMinutes: 60_000 }, ['compute'])

    await expect(google.create(kinds.network, 'net', { name: 'net' })).rejects.toThrow('it is disabled')
    cloud.set({ minuteMs: 0, lagMinutes: 0 })
  })

  test('stay enabled when their program goes, unless it says otherwise', async () => {
    const { google, account } = await project({}, [])
    const service = await google.create(kinds.service, 'c', { service: 'compute.googleapis.com' })

    await google.remove(service)

    await google.create(kinds.network, 'net', { name: 'net' })
    expect(account.orphans().map(({ type }) => type)).toEqual([kinds.network])
  })
})

describe('networks', () => {
  test('have names by the rules, once each, and no more of them than the project may', async () => {
    const { google } = await project({ quotas: { NETWORKS: 2 } })
    const create = (name: string) => google.create(kinds.network, 'net', { name })

    await create('one')
    await expect(create('one')).rejects.toThrow("networks/one' already exists, alreadyExists")
    await expect(create(`a${'b'.repeat(63)}`)).rejects.toThrow("doesn't match regexp")
    await expect(create('net')).rejects.toThrow(
      "googleapi: Error 403: Quota 'NETWORKS' exceeded.  Limit: 2.0 globally., quotaExceeded",
    )
  })

  test('can not go while something is in them, and say what', async () => {
    const { google, account } = await project()
    const net = await sampleNetwork(google)
    await expect(google.remove(net.network)).rejects.toThrow(
      "Error deleting Network: googleapi: Error 400: The network resource 'projects/zen-test-471112/global/networks/net' is already being used by 'projects/zen-test-471112/regions/europe-west1/subnetworks/net-nodes', resourceInUseByAnotherResource",
    )
    await google.remove(net.subnetwork)
    const rule = account.make('global', kinds.firewall, { name: 'k8s-fw-1', network: net.network.id })
    await expect(google.remove(net.network)).rejects.toThrow('global/firewalls/k8s-fw-1')
    account.remove(rule)
    await google.remove(net.network)
  })

  test('are cut into blocks that do not overlap, in regions that there are', async () => {
    const { google } = await project()
    const { network } = await sampleNetwork(google)
    const create = (ipCidrRange: string, where = region) =>
      google.create(kinds.subnetwork, 's', { name: 's', region: where, network: network.id, ipCidrRange })

    await expect(create('10.42.8.0/22')).rejects.toThrow(
      "Invalid IPCidrRange: 10.42.8.0/22 conflicts with existing subnetwork 'net-nodes' in region 'europe-west1'., invalid",
    )
    await expect(create('10.43.0.0/20', 'europe-nowhere9')).rejects.toThrow('Unknown region')
    await create('10.43.0.0/20')
  })

  test('have routers, which go after what leads through them', async () => {
    const { google } = await project()
    const { network } = await sampleNetwork(google)
    const router = await google.create(kinds.router, 'r', { name: 'r', region, network: network.id })
    const nat = await google.create(kinds.routerNat, 'n', {
      ...{ name: 'n', region, router: 'r', natIpAllocateOption: 'AUTO_ONLY' },
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    })

    await expect(google.remove(router)).rejects.toThrow('is already being used by')
    await google.remove(nat)
    await google.remove(router)
  })
})

describe('connections to networks of Google', () => {
  test('need a block of addresses, and are there once', async () => {
    const { google } = await project()
    const net = await sampleNetwork(google)
    const inputs = { network: net.network.id, service: 'servicenetworking.googleapis.com' }
    await expect(
      google.create(kinds.connection, 'c', { ...inputs, reservedPeeringRanges: ['lost'] }),
    ).rejects.toThrow("Couldn't find allocated range lost.")
    const { connection, range } = await privateAccess(google, net)

    await expect(google.remove(net.network)).rejects.toThrow('is already being used by')
    await expect(google.remove(range)).rejects.toThrow('is already being used by')
    await google.remove(connection)
    await google.remove(range)
  })

  test('can not be deleted for days after the last database is gone, and block their network', async () => {
    const { google } = await project()
    const net = await sampleNetwork(google)
    const { connection } = await privateAccess(google, net)
    await google.remove(await google.create(kinds.databaseInstance, 'db', databaseInputs(net)))

    await expect(google.remove(connection)).rejects.toThrow(
      'Unable to remove Service Networking Connection, err: Error waiting for Delete Service Networking Connection: Error code 9, message: Failed to delete connection; Producer services (e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection.',
    )
  })

  test('that are abandoned leave a peering, which blocks their network too', async () => {
    const { google } = await project()
    const net = await sampleNetwork(google)
    const { connection, range } = await privateAccess(google, net, { deletionPolicy: 'ABANDON' })
    await google.remove(connection)
    await google.remove(net.subnetwork)

    await expect(google.remove(range)).rejects.toThrow('is already being used by')
    await expect(google.remove(net.network)).rejects.toThrow('is already being used by')
  })

  test('are remembered for networks of the same name', async () => {
    const { google, account } = await project()
    const net = await sampleNetwork(google)
    const { connection, range } = await privateAccess(google, net)
    for (const thing of [connection, range, net.subnetwork, net.network]) await google.remove(thing)
    const again = await sampleNetwork(google)

    await expect(privateAccess(google, again)).rejects.toThrow(
      'Cannot modify allocated ranges in CreateConnection. Please use UpdateConnection.',
    )
    for (const object of account.objects(kinds.globalAddress)) account.remove(object)
    await privateAccess(google, again, { updateOnCreationFail: true })
  })
})

describe('addresses', () => {
  test('are no more than a project may have in a region, and go when nobody is at them', async () => {
    const { google, account } = await project({ quotas: { STATIC_ADDRESSES: 1 } })
    const made = await google.create(kinds.address, 'a', { name: 'a', region })
    await expect(google.create(kinds.address, 'b', { name: 'b', region })).rejects.toThrow(
      "Quota 'STATIC_ADDRESSES' exceeded.  Limit: 1.0 in region europe-west1.",
    )
    const rule = account.make('global', kinds.forwardingRule, { IPAddress: made.outputs['address'] })

    await expect(google.remove(made)).rejects.toThrow('is already being used by')
    account.remove(rule)
    await google.remove(made)
  })
})
