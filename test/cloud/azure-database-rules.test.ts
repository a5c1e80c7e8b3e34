/** What Azure refuses of databases, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import { strangers } from './azure-native/administrator.ts'
import * as kinds from './azure-native/kinds.ts'
import { azureAccount, sampleAzureNetwork, serverInputs, subnetInputs } from './azure-sample.ts'

describe('databases', () => {
  test('have names, logins, passwords and sizes by the rules', async () => {
    const { api, visit } = await azureAccount()
    const inputs = serverInputs(await sampleAzureNetwork(api))
    const create = (more: object) => api.create(kinds.server, 'db', { ...inputs, ...more })
    visit((view) => {
      view.add({ type: kinds.server, id: '/theirs', madeBy: 'hand', inputs: {}, outputs: {} })
    }, strangers)

    await expect(create({ serverName: '-zen' })).rejects.toThrow('Code="InvalidServerName"')
    await expect(create({ serverName: 'theirs' })).rejects.toThrow(
      'Status=409 Code="ServerNameAlreadyExists" Message="Specified server name is already used."',
    )
    for (const administratorLogin of ['admin', 'azure_superuser', 'root'])
      await expect(create({ administratorLogin })).rejects.toThrow('Code="InvalidAdminLoginName"')
    for (const administratorLoginPassword of ['short1A', 'onlysmallletters', 'zenmlABC123456', 'Zen-123456'])
      await expect(create({ administratorLoginPassword })).rejects.toThrow('Code="PasswordNotComplexEnough"')
    await expect(create({ sku: { name: 'Standard_X1', tier: 'Burstable' } })).rejects.toThrow(
      `Code="ParameterOutOfRange" Message="The value of the 'Sku' should be in: [Standard_B1ms`,
    )
    await expect(create({ version: '9.9' })).rejects.toThrow("The value of the 'Version' should be in")
    await expect(create({ location: 'westus' })).rejects.toThrow(
      'Code="ProvisionNotSupportedForRegion" Message="Provisioning in requested region is not supported."',
    )
    await expect(create({ highAvailability: { mode: 'ZoneRedundant' } })).rejects.toThrow('Burstable')
    await expect(
      create({
        ...{ location: 'ukwest', highAvailability: { mode: 'ZoneRedundant' } },
        sku: { name: 'Standard_D2ads_v5', tier: 'GeneralPurpose' },
      }),
    ).rejects.toThrow('not supported in this region')
  })

  test('lie in a subnet of their own, with a zone that is known there', async () => {
    const { api } = await azureAccount()
    const net = await sampleAzureNetwork(api)
    const create = (network: object) => api.create(kinds.server, 'db', { ...serverInputs(net), network })
    const zone = await api.create(kinds.privateZone, 'z', {
      ...{ resourceGroupName: 'zen', location: 'global' },
      privateZoneName: 'other.mysql.database.azure.com',
    })

    await expect(
      create({ delegatedSubnetResourceId: net.nodes.id, privateDnsZoneResourceId: net.zone.id }),
    ).rejects.toThrow('Code="SubnetMissingRequiredDelegation"')
    await expect(
      create({ delegatedSubnetResourceId: net.data.id, privateDnsZoneResourceId: zone.id }),
    ).rejects.toThrow('Code="PrivateDnsZoneIsNotLinkedToVnet"')
    await expect(create({ delegatedSubnetResourceId: `${net.data.id}x` })).rejects.toThrow(
      'Code="InvalidResourceReference"',
    )
  })

  test('say nothing of their password', async () => {
    const { api } = await azureAccount()
    const made = await api.create(kinds.server, 'db', serverInputs(await sampleAzureNetwork(api)))

    expect(made.outputs).toMatchObject({ fullyQualifiedDomainName: 'zen-team.mysql.database.azure.com' })
    expect(made.outputs['administratorLoginPassword']).toBeUndefined()
    expect(made.outputs['__password']).toBeUndefined()
  })

  test('are not found right after they were made', async () => {
    const { api, cloud } = await azureAccount()
    const net = await sampleAzureNetwork(api)
    cloud.set({ minuteMs: 1, lagMinutes: 2000 })
    const made = await api.create(kinds.server, 'db', serverInputs(net))
    cloud.set({ minuteMs: 0, lagMinutes: 0 })
    const database = () =>
      api.create(kinds.database, 'zenml', {
        ...{ resourceGroupName: 'zen', serverName: 'zen-team', databaseName: 'zenml' },
      })

    await expect(database()).rejects.toThrow('Status=404 Code="ResourceNotFound"')
    await expect.poll(() => api.refresh(made), { timeout: 10_000 }).toBeDefined()
    await database()
  })

  test('do one thing at a time', async () => {
    const { api, cloud } = await azureAccount()
    await api.create(kinds.server, 'db', serverInputs(await sampleAzureNetwork(api)))
    cloud.set({ minuteMs: 200 })
    const part = { resourceGroupName: 'zen', serverName: 'zen-team' }
    const slow = api.create(kinds.database, 'zenml', { ...part, databaseName: 'zenml' })

    await expect(
      api.create(kinds.configuration, 'tls', {
        ...{ ...part, configurationName: 'require_secure_transport', value: 'ON', source: 'user-override' },
      }),
    ).rejects.toThrow('Status=409 Code="ServerIsBusy"')
    await slow
    await expect(
      api.create(kinds.configuration, 'x', { ...part, configurationName: 'no_such_thing', value: '1' }),
    ).rejects.toThrow('does not exist for server')
  })

  test('are made larger in place, and anew for another login', async () => {
    const { api } = await azureAccount()
    const inputs = serverInputs(await sampleAzureNetwork(api))
    const made = await api.create(kinds.server, 'db', inputs)
    const larger = { ...inputs, sku: { name: 'Standard_D2ads_v5', tier: 'GeneralPurpose' } }

    expect(api.diff(made, larger).changes.some(({ replaces }) => replaces)).toBe(false)
    expect((await api.update(made, larger)).outputs['sku']).toMatchObject({ name: 'Standard_D2ads_v5' })
    expect(api.diff(made, { ...inputs, administratorLogin: 'other' }).changes).toMatchObject([
      { replaces: true },
    ])
  })
})

test('a subnet can not be given to somebody else while a database is in it', async () => {
  const { api } = await azureAccount()
  const net = await sampleAzureNetwork(api)
  await api.create(kinds.server, 'db', serverInputs(net))

  await expect(api.update(net.data, subnetInputs('data', '10.42.16.0/27'))).rejects.toThrow(
    'Code="SubnetDelegationsCannotChangeWhenSubnetUsedByResource"',
  )
})
