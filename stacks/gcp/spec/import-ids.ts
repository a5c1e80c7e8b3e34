/**
 * Ids that the provider gives resources, and finds them by: https://github.com/hashicorp/terraform-provider-google, `SetId`
 * of each. For some kinds they differ from what `pulumi import` takes.
 */
import { type ImportTemplates, type Inputs, importIdBy } from '../../shared/spec/import-ids.ts'

const cluster = 'projects/{project}/locations/{location}/clusters'

const templates: ImportTemplates = {
  'gcp:projects/service:Service': '{project}/{service}',
  'gcp:compute/network:Network': 'projects/{project}/global/networks/{name}',
  'gcp:compute/subnetwork:Subnetwork': 'projects/{project}/regions/{region}/subnetworks/{name}',
  'gcp:compute/router:Router': 'projects/{project}/regions/{region}/routers/{name}',
  'gcp:compute/routerNat:RouterNat': '{project}/{region}/{router}/{name}',
  'gcp:compute/address:Address': 'projects/{project}/regions/{region}/addresses/{name}',
  'gcp:compute/globalAddress:GlobalAddress': 'projects/{project}/global/addresses/{name}',
  'gcp:projects/iAMMember:IAMMember': '{project}/{role}/{member}',
  'gcp:container/cluster:Cluster': `${cluster}/{name}`,
  'gcp:container/nodePool:NodePool': `${cluster}/{cluster}/nodePools/{name}`,
  'gcp:sql/databaseInstance:DatabaseInstance': '{name}',
  'gcp:sql/database:Database': 'projects/{project}/instances/{instance}/databases/{name}',
  'gcp:sql/user:User': '{name}/{host}/{instance}',
}

/** @returns `undefined` where only the cloud's answers tell the id */
export function importId(type: string, inputs: Inputs): string | undefined {
  const { project, accountId, network, service } = inputs
  switch (type) {
    case 'gcp:serviceaccount/account:Account':
      return `projects/${project}/serviceAccounts/${accountId}@${project}.iam.gserviceaccount.com`
    case 'gcp:servicenetworking/connection:Connection':
      return `${encodeURIComponent(String(network))}:${service}`
    default:
      return importIdBy(templates, type, inputs)
  }
}
