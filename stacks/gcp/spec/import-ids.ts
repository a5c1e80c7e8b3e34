/** Ids by which the provider imports resources: https://www.pulumi.com/registry/packages/gcp/api-docs/, "Import" of each. */
import { type ImportTemplates, type Inputs, importIdBy } from '../../shared/spec/import-ids.ts'

const templates: ImportTemplates = {
  'gcp:projects/service:Service': '{project}/{service}',
  'gcp:compute/network:Network': 'projects/{project}/global/networks/{name}',
  'gcp:compute/subnetwork:Subnetwork': 'projects/{project}/regions/{region}/subnetworks/{name}',
  'gcp:compute/router:Router': 'projects/{project}/regions/{region}/routers/{name}',
  'gcp:compute/routerNat:RouterNat': '{project}/{region}/{router}/{name}',
  'gcp:compute/address:Address': 'projects/{project}/regions/{region}/addresses/{name}',
  'gcp:compute/globalAddress:GlobalAddress': 'projects/{project}/global/addresses/{name}',
  'gcp:servicenetworking/connection:Connection': '{network}:{service}',
  'gcp:projects/iAMMember:IAMMember': '{project} {role} {member}',
  'gcp:container/cluster:Cluster': 'projects/{project}/locations/{location}/clusters/{name}',
  'gcp:container/nodePool:NodePool': '{project}/{location}/{cluster}/{name}',
  'gcp:sql/databaseInstance:DatabaseInstance': 'projects/{project}/instances/{name}',
  'gcp:sql/database:Database': 'projects/{project}/instances/{instance}/databases/{name}',
  'gcp:sql/user:User': '{project}/{instance}/{host}/{name}',
}

/** @returns `undefined` where only the cloud's answers tell the id */
export function importId(type: string, inputs: Inputs): string | undefined {
  if (type === 'gcp:serviceaccount/account:Account') {
    const { project, accountId } = inputs
    return `projects/${project}/serviceAccounts/${accountId}@${project}.iam.gserviceaccount.com`
  }
  return importIdBy(templates, type, inputs)
}
