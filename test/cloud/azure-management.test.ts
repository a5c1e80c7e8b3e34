/** What is asked of Azure over HTTP, with a token that the provider gave. */
import { describe, expect, test } from 'vitest'
import { administrator } from './azure-native/administrator.ts'
import { claimsIn } from './azure-native/functions/token.ts'
import * as kinds from './azure-native/kinds.ts'
import {
  azureAccount,
  clusterInputs,
  directly,
  location,
  sampleAzureNetwork,
  serverInputs,
} from './azure-sample.ts'
import type { Direct } from './direct.ts'
import { listAt, textAt, valueAt } from './frame/properties.ts'

const home = `/subscriptions/${administrator.account}`
const mysql = `${home}/providers/Microsoft.DBforMySQL/locations/${location}`

async function asker(api: Direct) {
  const token = String((await api.ask('azure-native:authorization:getClientToken'))['token'])
  const base = textAt(claimsIn(token), 'aud') ?? ''
  return async (path: string, body?: object, bearer = token) => {
    const request = { headers: { authorization: `Bearer ${bearer}` } }
    const response = await fetch(
      new URL(path, base),
      body ? { ...request, method: 'POST', body: JSON.stringify(body) } : request,
    )
    const found: unknown = await response.json()
    return { status: response.status, body: found }
  }
}

describe('the API of Azure', () => {
  test('tells of the subscription, its permissions and its services', async () => {
    const { cloud } = await azureAccount()
    const denied = { ...administrator, denied: ['Microsoft.Network/*'] }
    cloud.set({ identities: [denied] })
    const ask = await asker(directly(cloud, denied))

    expect(await ask(home)).toMatchObject({ status: 200, body: { displayName: 'Simulated' } })
    expect(
      await ask(`${home}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`),
    ).toMatchObject({
      body: { value: [{ actions: ['*'], notActions: ['Microsoft.Network/*'] }] },
    })
    expect(await ask(`${home}/providers/Microsoft.Network`)).toMatchObject({
      body: { registrationState: 'Registered' },
    })
    expect(await ask('/subscriptions/theirs')).toMatchObject({ status: 404 })
    expect(await ask(home, undefined, 'a.b.c')).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    })
  })

  test('tells what there is in a region, how much is left, and which names are free', async () => {
    const { api } = await azureAccount()
    const ask = await asker(api)
    await api.create(kinds.server, 'db', serverInputs(await sampleAzureNetwork(api)))
    const filter = encodeURIComponent(`location eq '${location}'`)

    expect(
      listAt(await ask(`${home}/providers/Microsoft.Compute/skus?$filter=${filter}`), 'body.value'),
    ).toContainEqual(expect.objectContaining({ name: 'Standard_D2as_v5', restrictions: [] }))
    expect(
      listAt(await ask(`${mysql}/capabilitySets/default`), 'body.properties.supportedServerVersions'),
    ).toContainEqual({
      name: '8.4',
    })
    const usages = await ask(`${home}/providers/Microsoft.Compute/locations/${location}/usages`)
    expect(listAt(usages, 'body.value')).toContainEqual(
      expect.objectContaining({
        currentValue: 0,
        limit: 10,
        name: expect.objectContaining({ value: 'cores' }),
      }),
    )
    expect(
      valueAt(await ask(`${mysql}/checkNameAvailability`, { name: 'zen-team' }), 'body.nameAvailable'),
    ).toBe(false)
    expect(valueAt(await ask(`${mysql}/checkNameAvailability`, { name: 'free' }), 'body.nameAvailable')).toBe(
      true,
    )
  })

  test('shows what is there, by id, by group and by tag', async () => {
    const { api } = await azureAccount()
    const ask = await asker(api)
    const inputs = await clusterInputs(api, await sampleAzureNetwork(api))
    const { id } = await api.create(kinds.cluster, 'c', { ...inputs, tags: { team: 'ml' } })
    const tagged = encodeURIComponent("tagName eq 'team' and tagValue eq 'ml'")

    expect((await ask(id)).body).toMatchObject({ id, properties: { nodeResourceGroup: 'zen-nodes' } })
    expect(listAt(await ask(`${id}/listClusterUserCredential`, {}), 'body.kubeconfigs')).toHaveLength(1)
    expect(listAt(await ask(`${home}/resourceGroups/zen/resources`), 'body.value')).toContainEqual(
      expect.objectContaining({ id, type: 'Microsoft.ContainerService/managedClusters' }),
    )
    const found = await ask(`${home}/resources?$filter=${tagged}`)
    expect(listAt(found, 'body.value').map((each) => textAt(each, 'id'))).toContain(id)
    expect(await ask(`${home}/resourceGroups/none/resources`)).toMatchObject({
      ...{ status: 404, body: { error: { code: 'ResourceGroupNotFound' } } },
    })
  })
})
