/**
 * What a login needs to be allowed at Google Cloud, by what is made. Sources: the reference of permissions,
 * https://cloud.google.com/iam/docs/permissions-reference, and what the provider calls for each resource.
 */
import type { GcpSpec } from './gcp-spec.ts'

/** Only looks. */
const reading = [
  ...['resourcemanager.projects.get', 'serviceusage.services.get', 'serviceusage.services.list'],
  ...['compute.projects.get', 'compute.regions.get', 'compute.regions.list', 'compute.zones.list'],
  ...['compute.machineTypes.get', 'compute.networks.get', 'compute.networks.list'],
  ...['compute.subnetworks.get', 'compute.subnetworks.list', 'compute.routers.get', 'compute.routers.list'],
  ...['compute.addresses.get', 'compute.addresses.list', 'compute.globalAddresses.get'],
  ...['compute.globalAddresses.list', 'compute.forwardingRules.list', 'compute.firewalls.list'],
  ...['compute.networkEndpointGroups.list', 'compute.disks.list', 'compute.globalOperations.get'],
  ...['compute.regionOperations.get', 'compute.zoneOperations.get', 'container.clusters.list'],
  ...['container.clusters.get', 'container.operations.get', 'cloudsql.instances.list'],
  ...['cloudsql.backupRuns.list', 'iam.serviceAccounts.list'],
]

const enabling = ['serviceusage.services.enable']

const network = [
  ...['compute.networks.create', 'compute.networks.delete', 'compute.networks.updatePolicy'],
  ...['compute.subnetworks.create', 'compute.subnetworks.delete', 'compute.subnetworks.update'],
  ...[
    'compute.routers.create',
    'compute.routers.delete',
    'compute.routers.update',
    'compute.firewalls.delete',
  ],
  'compute.networkEndpointGroups.delete',
]

const peering = [
  ...['compute.globalAddresses.createInternal', 'compute.globalAddresses.deleteInternal'],
  ...['compute.globalAddresses.setLabels', 'compute.networks.use', 'compute.networks.addPeering'],
  ...[
    'compute.networks.removePeering',
    'servicenetworking.services.addPeering',
    'servicenetworking.services.get',
  ],
]

const cluster = [
  ...['container.clusters.create', 'container.clusters.delete', 'container.clusters.update'],
  ...['compute.networks.use', 'compute.subnetworks.use', 'compute.instanceGroupManagers.get'],
  ...['iam.serviceAccounts.create', 'iam.serviceAccounts.delete', 'iam.serviceAccounts.get'],
  ...['iam.serviceAccounts.actAs', 'resourcemanager.projects.getIamPolicy'],
  'resourcemanager.projects.setIamPolicy',
]

/** Of what is in a cluster. */
const objects = [
  ...['namespaces', 'services', 'secrets', 'configMaps', 'serviceAccounts', 'persistentVolumeClaims', 'pods'],
  ...['deployments', 'statefulSets', 'jobs', 'networkPolicies', 'podDisruptionBudgets', 'storageClasses'],
  ...['clusterRoleBindings', 'horizontalPodAutoscalers', 'ingresses'],
].flatMap((kind) => ['create', 'delete', 'get', 'list', 'update'].map((verb) => `container.${kind}.${verb}`))

const inside = [
  ...objects,
  ...['container.pods.getLogs', 'container.pods.portForward', 'container.events.list'],
  ...['container.nodes.list', 'container.persistentVolumes.list', 'container.clusterRoles.bind'],
  'container.replicaSets.list',
]

const database = [
  ...['cloudsql.instances.create', 'cloudsql.instances.delete', 'cloudsql.instances.get'],
  ...['cloudsql.instances.update', 'cloudsql.databases.create', 'cloudsql.databases.get'],
  ...['cloudsql.users.create', 'cloudsql.users.list', 'cloudsql.users.update', 'cloudsql.backupRuns.create'],
]

const address = [
  ...['compute.addresses.create', 'compute.addresses.delete', 'compute.addresses.setLabels'],
  'compute.addresses.use',
]

/** What changes something, for exactly this spec: each can be asked about. */
export function neededPermissions(spec: GcpSpec): readonly string[] {
  const { network: where, cluster: which, database: data, server } = spec
  return unique([
    ...enabling,
    ...(where.kind === 'new' ? network : []),
    ...(where.kind === 'new' && data ? peering : []),
    ...(which.kind === 'new' ? cluster : []),
    ...(data ? database : []),
    ...(server.exposure.kind === 'load-balancer' ? address : []),
    ...inside,
  ])
}

/** A custom role with all that any deployment needs, as `gcloud iam roles create` takes it. */
export function customRole(): string {
  const all = unique([
    ...[...reading, ...enabling, ...network, ...peering, ...cluster, ...inside, ...database, ...address],
  ])
  return [
    'title: zen deployer',
    'description: Everything that zen needs to deploy ZenML, and to take it away again',
    'stage: GA',
    'includedPermissions:',
    ...all.map((permission) => `- ${permission}`),
  ].join('\n')
}

function unique(permissions: readonly string[]): readonly string[] {
  return [...new Set(permissions)].toSorted()
}
