import type { Account } from '../account.ts'
import type { Mistake, Mistakes } from '../mistake.ts'
import { administrator, environmentOf, keyFileOf } from './administrator.ts'
import { gcp } from './gcp.ts'
import * as kinds from './kinds.ts'

const identity = (more: object) => ({ identities: [{ ...administrator, ...more }] })

/** Somebody who logged in with `gcloud auth application-default login`, too long ago. */
const person = { credentials: { refreshToken: '1//of-anna' }, expired: true }

/** Before the API of Compute Engine is enabled nothing about regions, sizes and quotas can be asked. */
function used(mistake: Mistake): Mistake {
  return {
    ...mistake,
    there: (account) => {
      for (const api of ['compute', 'sqladmin'])
        account.make('global', kinds.service, { service: `${api}.googleapis.com` })
      mistake.there?.(account)
    },
  }
}

function office(account: Account): void {
  const network = account.make('global', kinds.network, { name: 'office', autoCreateSubnetworks: false })
  const secondaryIpRanges = [{ rangeName: 'pods', ipCidrRange: '10.42.0.0/16' }]
  const inputs = { name: 'nodes', network: network.id, region: 'europe-west4', ipCidrRange: '10.7.0.0/20' }
  account.make('global', kinds.subnetwork, { ...inputs, secondaryIpRanges })
  const block = { purpose: 'VPC_PEERING', addressType: 'INTERNAL', address: '10.8.0.0', prefixLength: 20 }
  account.make('global', kinds.globalAddress, { name: 'databases', network: network.id, ...block })
}

/** https://github.com/terraform-google-modules/terraform-google-sql-db/issues/431 */
const password =
  'Invalid request: INVALID_PASSWORD: password should contain at least one lowercase, one uppercase, one number and one non-alphanumeric characters.'

export const mistakes: Mistakes = {
  ...{ provider: 'gcp', definition: gcp, account: administrator.account },
  usual: {
    'no login at all': {
      env: { GOOGLE_CREDENTIALS: '' },
      ...{ cause: ['There is no login for Google Cloud'], fix: ['gcloud auth application-default login'] },
    },
    'a wrong secret': {
      env: {
        GOOGLE_CREDENTIALS: keyFileOf({ ...administrator.credentials, privateKey: 'of an older key' }),
      },
      ...{
        cause: ['Google Cloud does not accept these credentials'],
        fix: ['new key for the service account'],
      },
    },
    'a session that has ended': {
      settings: identity(person),
      env: { GOOGLE_CREDENTIALS: keyFileOf(person.credentials) },
      ...{ cause: ['Your login for Google Cloud has expired'], fix: ['Log in again, with: gcloud auth'] },
    },
    'a region that is none': used({
      flags: ['--region', 'europe-nowhere1'],
      ...{ cause: ['Google Cloud has no region europe-nowhere1'], fix: ['--region', 'europe-west4'] },
    }),
    'a quota that is used up': used({
      settings: { quotas: { NETWORKS: 0, CPUS: 1 } },
      ...{ cause: ['NETWORKS', 'CPUS'], fix: ['console.cloud.google.com/iam-admin/quotas', '--network'] },
    }),
    'a permission that is missing': {
      settings: identity({ denied: ['compute.networks.create', 'container.clusters.create'] }),
      cause: ['compute.networks.create', 'container.clusters.create'],
      fix: ['role in docs/gcp.md'],
    },
    'sizes that there are none of': used({
      flags: ['--node-type', 'n9-standard-2', '--database-class', 'db-n1-standard-64'],
      ...{ cause: ['n9-standard-2', 'db-n1-standard-64'], fix: ['--node-type', '--database-class'] },
    }),
    'addresses that another network has': used({
      ...{ flags: ['--network-cidr', '10.8.0.0/18'], there: office },
      ...{ cause: ['10.8.0.0/18', 'office has 10.8.0.0/20'], fix: ['--network-cidr 10.43.0.0/18'] },
    }),
    'a password of the database that its rule does not take': {
      fault: { type: kinds.user, verb: 'create', effect: 'fail', code: 'invalid', text: password },
      ...{ exit: 1, cause: ['Google Cloud does not take the password', password] },
      fix: ['zen destroy team', '--database'],
    },
  },
  more: {
    'a token that has ended': {
      settings: identity({ credentials: { accessToken: 'ya29.of-today' } }),
      env: {
        GOOGLE_CREDENTIALS: '',
        ...environmentOf({ ...administrator, credentials: { accessToken: 'ya29.of-yesterday' } }),
      },
      ...{ cause: ['its token has expired'], fix: ['gcloud auth print-access-token'] },
    },
    'a project that one may not see': {
      flags: ['--project', 'somebody-elses-4711'],
      ...{ cause: ['There is no project somebody-elses-4711'], fix: ['gcloud projects list', '--project'] },
    },
    'a project without a billing account': {
      settings: { quotas: { BILLING: 0 } },
      ...{ cause: ['has no billing account'], fix: ['console.cloud.google.com/billing'] },
    },
    'a region that is none, in a project that nobody used before': {
      ...{ flags: ['--region', 'europe-nowhere1'], exit: 1 },
      ...{ cause: ['Google Cloud has no region europe-nowhere1'], fix: ['--region'] },
    },
    'a size that there is none of, in a project that nobody used before': {
      ...{ flags: ['--node-type', 'n9-standard-2'], exit: 1 },
      ...{ cause: ['n9-standard-2'], fix: ['--node-type'] },
    },
  },
}
