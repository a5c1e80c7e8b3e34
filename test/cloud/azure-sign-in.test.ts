import { describe, expect, test } from 'vitest'
import { administrator, environmentOf } from './azure-native/administrator.ts'
import { azure } from './azure-native/azure.ts'
import * as kinds from './azure-native/kinds.ts'
import { azureAccount, directly, location } from './azure-sample.ts'
import { direct } from './direct.ts'

const group = { resourceGroupName: 'zen', location }

describe('who is there', () => {
  test('is told by the configuration, or the environment', async () => {
    const { cloud } = await azureAccount()
    const { clientId, clientSecret, tenantId } = administrator.credentials
    const config = { clientId, clientSecret, tenantId, subscriptionId: administrator.account }
    const token = 'azure-native:authorization:getClientConfig'

    for (const options of [{ config }, { env: environmentOf(administrator) }])
      expect(await direct(cloud, { definition: azure, ...options }).ask(token)).toMatchObject({
        ...{ objectId: administrator.principal, subscriptionId: administrator.account, tenantId, clientId },
      })
  })

  test.each([
    ['no login at all', { ARM_CLIENT_SECRET: '' }, 'exec: "az": executable file not found in $PATH'],
    [
      'no subscription',
      { ARM_SUBSCRIPTION_ID: '' },
      'A Subscription ID must be configured when authenticating as a Service Principal using a Client Secret.',
    ],
    ['no tenant', { ARM_TENANT_ID: '' }, 'A Tenant ID must be configured'],
  ])('is told at once to have %s', async (_what, more, words) => {
    const { cloud } = await azureAccount()
    const env = { ...environmentOf(administrator), ...more }

    expect(() => direct(cloud, { definition: azure, env })).toThrow(words)
  })

  test.each([
    ['a wrong secret', { ARM_CLIENT_SECRET: 'guessed' }, 'AADSTS7000215: Invalid client secret provided.'],
    ['a wrong tenant', { ARM_TENANT_ID: 'other' }, "AADSTS90002: Tenant 'other' not found."],
    [
      'no such application',
      { ARM_CLIENT_ID: 'nobody' },
      "AADSTS700016: Application with identifier 'nobody'",
    ],
    [
      'a subscription of others',
      { ARM_SUBSCRIPTION_ID: 'theirs' },
      `Status=404 Code="SubscriptionNotFound" Message="The subscription 'theirs' could not be found."`,
    ],
  ])('is told when something is asked: %s', async (_what, more, words) => {
    const { cloud } = await azureAccount()
    const api = direct(cloud, { definition: azure, env: { ...environmentOf(administrator), ...more } })

    await expect(api.create(kinds.resourceGroup, 'g', group)).rejects.toThrow(words)
  })

  test('is not let in with a secret that has expired', async () => {
    const { cloud } = await azureAccount()
    cloud.set({ identities: [{ ...administrator, expired: true }] })

    await expect(directly(cloud).create(kinds.resourceGroup, 'g', group)).rejects.toThrow(
      'AADSTS7000222: The provided client secret keys for app',
    )
  })

  test('may not what was denied', async () => {
    const { cloud } = await azureAccount()
    const denied = { ...administrator, denied: ['Microsoft.Resources/subscriptions/resourceGroups/write'] }
    cloud.set({ identities: [denied] })

    await expect(directly(cloud, denied).create(kinds.resourceGroup, 'g', group)).rejects.toThrow(
      `Status=403 Code="AuthorizationFailed" Message="The client '${administrator.credentials['clientId']}' with object id '${administrator.principal}' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourceGroups/write'`,
    )
  })
})
