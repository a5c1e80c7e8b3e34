/** Google Cloud's API over HTTP, as a program asks it with the token of the provider. */
import { describe, expect, test } from 'vitest'
import { googleApi } from '../../stacks/gcp/google-api.ts'
import { textAt } from './frame/properties.ts'
import { administrator } from './gcp/administrator.ts'
import * as kinds from './gcp/kinds.ts'
import {
  clusterInputs,
  databaseInputs,
  poolInputs,
  privateAccess,
  project,
  region,
  sampleNetwork,
} from './gcp-sample.ts'

const here = `projects/${administrator.account}`

async function withApi(settings = {}, apis?: readonly string[]) {
  const made = await project(settings, apis ? [...apis] : undefined)
  const env = await made.cloud.api('gcp')
  const token = async () =>
    textAt(await made.google.ask('gcp:organizations/getClientConfig:getClientConfig'), 'accessToken') ?? ''
  return { ...made, env, api: googleApi(token, env) }
}

describe('the API', () => {
  test('knows who asks, and in which project', async () => {
    const { env, api } = await withApi()

    await expect(googleApi(async () => 'mistyped', env).get('compute', here)).rejects.toThrow(
      'googleapi: Error 401: Request had invalid authentication credentials.',
    )
    await expect(api.get('projects', 'projects/some-other-1')).rejects.toThrow(
      'googleapi: Error 403: Permission denied on resource project some-other-1., forbidden',
    )
    expect(await api.get('projects', here)).toMatchObject({ lifecycleState: 'ACTIVE' })
    expect(
      await api.post('projects', `${here}:testIamPermissions`, { permissions: ['compute.networks.create'] }),
    ).toEqual({ permissions: ['compute.networks.create'] })
  })

  test('answers nothing for what nobody enabled', async () => {
    const { api } = await withApi({}, ['compute'])

    await expect(api.list('sql', `${here}/instances`)).rejects.toThrow('accessNotConfigured')
    const services = await api.list('services', `${here}/services`, 'services')
    expect(services.map((service) => textAt(service, 'config.name'))).toEqual(['compute.googleapis.com'])
  })

  test('tells of what there is, with how much more may be there', async () => {
    const { api, google } = await withApi()
    const net = await sampleNetwork(google)
    await privateAccess(google, net)
    await google.create(kinds.databaseInstance, 'db', databaseInputs(net))
    await google.create(kinds.cluster, 'c', clusterInputs(net))
    await google.create(kinds.nodePool, 'n', poolInputs(2))
    await google.create(kinds.address, 'a', { name: 'a', region, labels: { team: 'ml' } })

    expect(await api.get('compute', `${here}/global/networks/net`)).toMatchObject({
      peerings: [{ name: 'servicenetworking-googleapis-com' }],
    })
    expect(await api.everywhere(administrator.account, 'addresses')).toMatchObject([
      { name: 'databases' },
      { name: 'a', labels: { team: 'ml' } },
    ])
    expect(await api.get('compute', `${here}/regions/${region}`)).toMatchObject({
      quotas: expect.arrayContaining([
        { metric: 'CPUS', limit: 24, usage: 4 },
        { metric: 'STATIC_ADDRESSES', limit: 8, usage: 1 },
      ]),
    })
    expect(await api.list('container', `${here}/locations/-/clusters`, 'clusters')).toMatchObject([
      { name: 'zen', status: 'RUNNING', currentNodeCount: 2 },
    ])
    expect(await api.list('sql', `${here}/instances`)).toMatchObject([{ name: 'zen-1', state: 'RUNNABLE' }])
    await expect(api.get('compute', `${here}/zones/${region}-b/machineTypes/x9-huge`)).rejects.toThrow(
      'googleapi: Error 404',
    )
  })

  test('removes what programs have no other way to remove', async () => {
    const { api, google, account } = await withApi()
    const net = await sampleNetwork(google)
    const { connection, range } = await privateAccess(google, net, { deletionPolicy: 'ABANDON' })
    account.make('global', kinds.firewall, { name: 'k8s-fw-1', network: net.network.id })
    const global = `${here}/global`

    await api.change(global, 'POST', `${global}/networks/net/removePeering`, { name: 'x' })
    await api.change(global, 'DELETE', `${global}/firewalls/k8s-fw-1`)

    for (const thing of [connection, range, net.subnetwork, net.network]) await google.remove(thing)
    expect(account.orphans().filter(({ type }) => type !== kinds.service)).toEqual([])
  })

  test('can be made to fail, and its calls are in the journal', async () => {
    const { api, cloud } = await withApi()
    cloud.fail({
      type: 'gcp:api:compute.regions.list',
      effect: 'fail',
      code: 'backendError',
      text: 'Try again.',
    })

    await expect(api.list('compute', `${here}/regions`)).rejects.toThrow('Try again., backendError')
    expect(cloud.journal().at(-1)).toMatchObject({ type: 'gcp:api:compute.regions.list', outcome: 'failed' })
  })
})
