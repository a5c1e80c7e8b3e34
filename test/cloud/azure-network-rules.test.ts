/** What Azure refuses of groups, networks and addresses, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import { administrator, strangers } from './azure-native/administrator.ts'
import { azure } from './azure-native/azure.ts'
import * as kinds from './azure-native/kinds.ts'
import {
  azureAccount,
  directly,
  inGroup,
  linkInputs,
  location,
  sampleAzureNetwork,
  sampleGroup,
  serverInputs,
  subnetInputs,
} from './azure-sample.ts'

const address = (name: string, label?: string) => ({
  ...{ ...inGroup, publicIpAddressName: name, sku: { name: 'Standard' }, publicIPAllocationMethod: 'Static' },
  ...(label === undefined ? {} : { dnsSettings: { domainNameLabel: label } }),
})

describe('resource groups', () => {
  test('have ids that are paths, are in regions that there are, and are not taken over', async () => {
    const { api } = await azureAccount()
    const { id } = await sampleGroup(api)

    expect(id).toBe(`/subscriptions/${administrator.account}/resourceGroups/zen`)
    await expect(sampleGroup(api)).rejects.toThrow(`cannot create already existing resource '${id}'`)
    await expect(
      api.create(kinds.resourceGroup, 'g', { resourceGroupName: 'other', location: 'atlantis' }),
    ).rejects.toThrow('Status=400 Code="LocationNotAvailableForResourceGroup" Message="The provided location')
    await expect(
      api.create(kinds.identity, 'i', { ...inGroup, resourceGroupName: 'none', resourceName: 'a' }),
    ).rejects.toThrow(
      'Status=404 Code="ResourceGroupNotFound" Message="Resource group \'none\' could not be found."',
    )
  })

  test('take along what is in them', async () => {
    const { api, cloud } = await azureAccount()
    await sampleAzureNetwork(api)
    const group = await api.load(
      kinds.resourceGroup,
      `/subscriptions/${administrator.account}/resourceGroups/zen`,
    )

    if (group) await api.remove(group)

    expect(cloud.account(administrator.account, azure).orphans()).toEqual([])
  })
})

describe('services', () => {
  const off = { outputs: { namespace: 'Microsoft.Network', registrationState: 'NotRegistered' } }

  test('that nobody registered are registered by whoever may', async () => {
    const { api, visit } = await azureAccount()
    await sampleGroup(api)
    visit((view) => {
      const found = view.find(kinds.registration, 'Microsoft.Network')
      if (found) view.change(found, off)
    })

    await api.create(kinds.publicAddress, 'a', address('a'))
    expect(visit((view) => view.find(kinds.registration, 'Microsoft.Network')?.outputs)).toMatchObject({
      registrationState: 'Registered',
    })
  })

  test('are refused to who may not', async () => {
    const { cloud, visit } = await azureAccount()
    const denied = { ...administrator, denied: ['*/register/action'] }
    cloud.set({ identities: [denied] })
    const api = directly(cloud, denied)
    await sampleGroup(api)
    visit((view) => {
      const found = view.find(kinds.registration, 'Microsoft.Network')
      if (found) view.change(found, off)
    })

    await expect(api.create(kinds.publicAddress, 'a', address('a'))).rejects.toThrow(
      `Status=409 Code="MissingSubscriptionRegistration" Message="The subscription is not registered to use namespace 'Microsoft.Network'.`,
    )
  })
})

describe('subnets', () => {
  test('lie inside of their network and beside each other', async () => {
    const { api } = await azureAccount()
    await sampleAzureNetwork(api)
    const create = (prefix: string) => api.create(kinds.subnet, 's', subnetInputs('s', prefix))

    await expect(create('10.43.0.0/24')).rejects.toThrow(
      `Code="NetcfgInvalidSubnet" Message="Subnet 's' is not valid in virtual network 'zen'."`,
    )
    await expect(create('10.42.4.0/24')).rejects.toThrow('Code="NetcfgSubnetRangesOverlap"')
    await expect(
      api.create(kinds.subnet, 's', { ...subnetInputs('s', '10.42.32.0/24'), virtualNetworkName: 'none' }),
    ).rejects.toThrow('Status=404 Code="ParentResourceNotFound"')
  })

  test('are made one after the other, for which the provider waits', async () => {
    const { api } = await azureAccount({ minuteMs: 200, patienceMs: 5000 })
    await sampleAzureNetwork(api)
    const create = (name: string, prefix: string) =>
      api.create(kinds.subnet, name, subnetInputs(name, prefix))

    await Promise.all([create('a', '10.42.32.0/24'), create('b', '10.42.33.0/24')])
  })

  test('that a database was in are held for minutes', async () => {
    const { api, cloud } = await azureAccount({ minuteMs: 50 })
    const net = await sampleAzureNetwork(api)
    cloud.set({ minuteMs: 0 })
    const server = await api.create(kinds.server, 'db', serverInputs(net))
    await expect(api.remove(net.data)).rejects.toThrow(
      'Status=400 Code="InUseSubnetCannotBeDeleted" Message="Subnet data is in use by',
    )
    cloud.set({ minuteMs: 100 })
    await api.remove(server)

    await expect(api.remove(net.data)).rejects.toThrow('data-service-association-link and cannot be deleted')
    await expect
      .poll(() =>
        api.remove(net.data).then(
          () => 'gone',
          () => 'held',
        ),
      )
      .toBe('gone')
  })
})

describe('private zones', () => {
  test('are linked to a network once, and go after their links', async () => {
    const { api } = await azureAccount()
    const { zone, network } = await sampleAzureNetwork(api)

    await expect(
      api.create(kinds.zoneLink, 'l', { ...linkInputs(zone, network), virtualNetworkLinkName: 'twice' }),
    ).rejects.toThrow('Status=409 Code="Conflict"')
    await expect(api.remove(zone)).rejects.toThrow(
      'Can not delete resource before nested resources are deleted',
    )
  })
})

describe('public addresses', () => {
  test('have a name in the domain of their region that nobody else has', async () => {
    const { api, visit } = await azureAccount()
    await sampleGroup(api)
    const made = await api.create(kinds.publicAddress, 'a', address('a', 'team'))
    visit((view) => {
      const outputs = { dnsSettings: { fqdn: `theirs.${location}.cloudapp.azure.com` } }
      view.add({ type: kinds.publicAddress, id: 'theirs', madeBy: 'hand', inputs: {}, outputs })
    }, strangers)

    expect(made.outputs['dnsSettings']).toMatchObject({ fqdn: 'team.westeurope.cloudapp.azure.com' })
    for (const label of ['team', 'theirs'])
      await expect(api.create(kinds.publicAddress, 'b', address('b', label))).rejects.toThrow(
        `Status=400 Code="DnsRecordInUse" Message="DNS record ${label}.westeurope.cloudapp.azure.com is already used by another public IP."`,
      )
    expect((await api.update(made, address('a', 'other'))).outputs['dnsSettings']).toMatchObject({
      domainNameLabel: 'other',
    })
  })

  test('are as many as there may be, and static', async () => {
    const { api } = await azureAccount({ quotas: { StandardSkuPublicIpAddresses: 1 } })
    await sampleGroup(api)

    await expect(
      api.create(kinds.publicAddress, 'd', { ...address('d'), publicIPAllocationMethod: 'Dynamic' }),
    ).rejects.toThrow('Standard sku publicIp address must be static')
    await api.create(kinds.publicAddress, 'a', address('a'))
    await expect(api.create(kinds.publicAddress, 'b', address('b'))).rejects.toThrow(
      'Code="PublicIPCountLimitReached" Message="Cannot create more than 1 public IP addresses',
    )
  })
})
