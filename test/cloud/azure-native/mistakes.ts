import type { Mistakes } from '../mistake.ts'
import { administrator } from './administrator.ts'
import { azure } from './azure.ts'
import * as kinds from './kinds.ts'

const identity = (more: object) => ({ identities: [{ ...administrator, ...more }] })

const password = 'Password validation failed. The password does not meet policy requirements'

export const mistakes: Mistakes = {
  ...{ provider: 'azure', definition: azure, account: administrator.account },
  usual: {
    'no login at all': {
      env: { ARM_CLIENT_ID: '', ARM_CLIENT_SECRET: '', ARM_TENANT_ID: '' },
      ...{ cause: ['There is no login for Azure'], fix: ['az login', 'ARM_CLIENT_ID'] },
    },
    'a wrong secret': {
      env: { ARM_CLIENT_SECRET: 'mistyped' },
      ...{ cause: ['does not accept the secret in ARM_CLIENT_SECRET'], fix: ['az ad app credential reset'] },
    },
    'a session that has ended': {
      settings: identity({ expired: true }),
      ...{ cause: ['secret of this service principal has expired'], fix: ['az ad app credential reset'] },
    },
    'a region that is none': {
      flags: ['--region', 'nowhereeast'],
      ...{
        cause: ['There is no region nowhereeast for this subscription'],
        fix: ['--region', 'northeurope'],
      },
    },
    'a quota that is used up': {
      settings: { quotas: { cores: 1, StandardSkuPublicIpAddresses: 0 } },
      ...{ cause: ['(cores)', 'StandardSkuPublicIpAddresses'], fix: ['portal.azure.com', '--node-type'] },
    },
    'a permission that is missing': {
      settings: identity({ denied: ['Microsoft.Network/virtualNetworks/write'] }),
      ...{ cause: ['Microsoft.Network/virtualNetworks/write'], fix: ['role in docs/azure.md'] },
    },
    'sizes that there are none of': {
      flags: ['--node-type', 'Standard_Z9s_v9', '--database-class', 'Standard_D99ms'],
      cause: ['Standard_Z9s_v9', 'Standard_D99ms'],
      fix: ['--node-type', '--database-class: Standard_B1ms'],
    },
    'addresses that another network has': {
      flags: ['--vnet-cidr', '10.8.0.0/16'],
      there: (account) => {
        account.make('global', kinds.resourceGroup, { resourceGroupName: 'net', location: 'northeurope' })
        const inputs = { resourceGroupName: 'net', virtualNetworkName: 'office', location: 'northeurope' }
        const addressSpace = { addressPrefixes: ['10.8.16.0/20', '10.42.0.0/16'] }
        account.make('global', kinds.virtualNetwork, { ...inputs, addressSpace })
      },
      ...{ cause: ['10.8.0.0/16', 'office has 10.8.16.0/20'], fix: ['--vnet-cidr 10.43.0.0/16'] },
    },
    'a password of the database that its rule does not take': {
      fault: {
        ...{ type: kinds.server, verb: 'create', effect: 'fail', code: 'PasswordNotComplexEnough' },
        text: `${password} because it is not complex enough.`,
      },
      ...{ exit: 1, cause: ['Azure does not take the password', password] },
      fix: ['zen destroy team', '--database'],
    },
  },
  more: {
    'an application that is not there': {
      env: { ARM_CLIENT_ID: '11111111-aaaa-4aaa-8aaa-00000000dead' },
      ...{ cause: ['There is no application'], fix: ['az ad sp list'] },
    },
    'a subscription that one may not see': {
      flags: ['--subscription', '22222222-cccc-4ccc-8ccc-000000000002'],
      ...{ cause: ["can't see the subscription 22222222"], fix: ['az account list', '--subscription'] },
    },
    'a region that is closed to this subscription': {
      flags: ['--region', 'westus'],
      ...{ cause: ['no MySQL in westus', 'no nodes of size'], fix: ['--region', '--node-type'] },
    },
  },
}
