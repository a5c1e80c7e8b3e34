import type { Identity } from '../frame/identity.ts'

/** Somebody who may do everything in a subscription. The secret opens nothing but simulated clouds. */
export const administrator: Identity = {
  credentials: {
    clientId: '11111111-aaaa-4aaa-8aaa-000000000001',
    clientSecret: 'no-secret-at-all',
    tenantId: '11111111-bbbb-4bbb-8bbb-000000000001',
  },
  account: '11111111-cccc-4ccc-8ccc-000000000001',
  /** Object id of the service principal. */
  principal: '11111111-dddd-4ddd-8ddd-000000000001',
}

/** The subscription of somebody else: names there are taken for everybody. */
export const strangers = '99999999-cccc-4ccc-8ccc-000000000009'

/** What azure-native and Azure's tools read of somebody. */
export function environmentOf({ credentials, account }: Identity): Readonly<Record<string, string>> {
  const { clientId = '', clientSecret = '', tenantId = '' } = credentials
  return {
    ...{ ARM_CLIENT_ID: clientId, ARM_CLIENT_SECRET: clientSecret, ARM_TENANT_ID: tenantId },
    ARM_SUBSCRIPTION_ID: account,
  }
}
