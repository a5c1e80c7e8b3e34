/** All that is at Google Cloud of a deployment, whether a state knows of it or not: found by its label, or by its name. */
import { getClientConfig } from '@pulumi/gcp/organizations/getClientConfig.js'
import type { CloudResource, InquiryRequest } from '../inquiry-contract.ts'
import { namespaceOf, releaseOf } from '../server-spec.ts'
import { providerFor } from './cloud.ts'
import { type GoogleApi, googleApi } from './google-api.ts'
import type { Json } from './json.ts'
import { type Lists, remainsOf } from './remains-of.ts'
import { type GcpSpec, gcpSpecOf } from './spec/gcp-spec.ts'

export async function remains({ spec, env }: InquiryRequest): Promise<readonly CloudResource[]> {
  const gcp = gcpSpecOf(spec)
  const provider = providerFor(gcp)
  const { accessToken } = await getClientConfig({ provider })
  const api = googleApi(async () => accessToken, env)
  const lists = await listsOf(api, gcp)
  return remainsOf(gcp, lists, `${namespaceOf(spec)}/${releaseOf(spec)}-address`)
}

/** Kinds of Compute Engine that are in regions and zones, and their names there. */
const aggregated = [
  'subnetworks',
  'routers',
  'addresses',
  'forwardingRules',
  'networkEndpointGroups',
  'disks',
] as const

async function listsOf(api: GoogleApi, { project }: GcpSpec): Promise<Lists> {
  const [networks, firewalls, clusters, databases, backups, accounts, ...placed] = await Promise.all([
    ifEnabled(api.list('compute', `projects/${project}/global/networks`)),
    ifEnabled(api.list('compute', `projects/${project}/global/firewalls`)),
    ifEnabled(api.list('container', `projects/${project}/locations/-/clusters`, 'clusters')),
    ifEnabled(api.list('sql', `projects/${project}/instances`)),
    ifEnabled(api.list('sql', `projects/${project}/backups`, 'backups')),
    ifEnabled(api.list('iam', `projects/${project}/serviceAccounts`, 'accounts')),
    ...aggregated.map((kind) => ifEnabled(api.everywhere(project, kind))),
  ])
  const byKind = Object.fromEntries(aggregated.map((kind, index) => [kind, placed[index] ?? []]))
  return { networks, firewalls, clusters, databases, backups, accounts, ...byKind }
}

/** Where nobody enabled an API, nothing was made through it. */
async function ifEnabled(list: Promise<readonly Json[]>): Promise<readonly Json[]> {
  try {
    return await list
  } catch (error) {
    if (/SERVICE_DISABLED|accessNotConfigured|has not been used in project/.test(String(error))) return []
    throw error
  }
}
