/** Names of what zen makes at Google Cloud, inside every limit there for a deployment's name of 32 letters. */
import { baseName, fitting } from '../../shared/spec/names.ts'

/** Of a resource by what the program calls it. 63 letters at most: https://cloud.google.com/compute/docs/naming-resources */
export function resourceName(name: string, resource: string): string {
  return `${baseName(name)}-${resource}`
}

/** 40 letters at most: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export function clusterName(name: string): string {
  return baseName(name)
}

/** Of a service account, 6 to 30 letters: https://cloud.google.com/iam/docs/service-accounts-create */
export function accountId(name: string, use: string): string {
  return fitting(resourceName(name, use), 30)
}

export function accountEmail(project: string, id: string): string {
  return `${id}@${project.split(':').toReversed().join('.')}.iam.gserviceaccount.com`
}

interface ClusterPlace {
  readonly project: string
  readonly cluster: { readonly name: string; readonly location: string }
}

/** What Google Cloud calls a cluster, known before there is one. */
export function clusterPath({ project, cluster }: ClusterPlace): string {
  return `projects/${project}/locations/${cluster.location}/clusters/${cluster.name}`
}

/** The same for a network and a part of it that is one of this project, or as it was given where it is one of another. */
export function networkPath(project: string, network: string): string {
  return network.includes('/') ? network : `projects/${project}/global/networks/${network}`
}

export function subnetworkPath(project: string, region: string, subnetwork: string): string {
  return subnetwork.includes('/')
    ? subnetwork
    : `projects/${project}/regions/${region}/subnetworks/${subnetwork}`
}

/** The last part of a path or link. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What the description of a last backup begins with: its name is a number. @param prefix of the database's name */
export function lastBackupPrefix(prefix: string): string {
  return `${prefix}-final`
}
