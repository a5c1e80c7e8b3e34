/** What tables of Google Cloud say again and again. */
import { Refusal } from '../frame/cloud-error.ts'
import type { Operation } from '../frame/definition.ts'
import { refuse } from '../frame/fields.ts'
import type { CloudObject, View } from '../frame/view.ts'
import * as kinds from './kinds.ts'

type Names = readonly [create: string, read: string, update: string, remove: string]

/**
 * The four operations of a kind of thing, by the permission that each needs.
 * @param service `compute` @param thing as the provider calls it: `Network`
 */
export function operations(service: string, thing: string, [create, read, update, remove]: Names) {
  const operation = (name: string, doing: string): Operation => ({ service, name, doing })
  return {
    create: operation(create, `Error creating ${thing}`),
    read: operation(read, `Error when reading or editing ${thing} "{id}"`),
    update: operation(update, `Error updating ${thing} "{id}"`),
    delete: operation(remove, `Error deleting ${thing}`),
  }
}

/** `networks.create`, `networks.get`, … */
export function usualNames(plural: string): Names {
  return [`${plural}.create`, `${plural}.get`, `${plural}.update`, `${plural}.delete`]
}

/** @throws what every API says that nobody enabled in this project */
export function needApi(view: View, api: string): void {
  const found = view.seen(kinds.service).find(({ id }) => id === `${view.account}/${api}`)
  if (found && found.phase !== 'creating' && found.phase !== 'deleted') return
  const page = `https://console.developers.google.com/apis/api/${api}/overview?project=${view.account}`
  const title = titles[api] ?? api
  throw new Refusal(
    'accessNotConfigured',
    `${title} has not been used in project ${view.account} before or it is disabled. Enable it by visiting ${page} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    403,
  )
}

const titles: Readonly<Record<string, string>> = {
  'compute.googleapis.com': 'Compute Engine API',
  'container.googleapis.com': 'Kubernetes Engine API',
  'sqladmin.googleapis.com': 'Cloud SQL Admin API',
  'servicenetworking.googleapis.com': 'Service Networking API',
  'iam.googleapis.com': 'Identity and Access Management (IAM) API',
  'cloudresourcemanager.googleapis.com': 'Cloud Resource Manager API',
}

/** @throws when there is something of that id */
export function mustBeNew(view: View, type: string, id: string): void {
  if (view.find(type, id)) refuse('alreadyExists', `The resource '${id}' already exists`, 409)
}

/** The thing that an input names. @throws as Compute Engine does when it is not there */
export function needed(view: View, type: string, id: string): CloudObject {
  return view.find(type, id) ?? refuse('notFound', `The resource '${id}' was not found`, 404)
}

/** @throws when it is used */
export function mustBeUnused(thing: string, id: string, users: readonly CloudObject[]): void {
  const [user] = users
  if (!user) return
  refuse(
    'resourceInUseByAnotherResource',
    `The ${thing} resource '${id}' is already being used by '${user.id}'`,
  )
}

/** https://cloud.google.com/compute/docs/naming-resources */
export function nameProblems(inputs: Readonly<Record<string, unknown>>) {
  const { name } = inputs
  const isFine =
    typeof name !== 'string' || !/^[a-z]/.test(name) || /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
  const reason = `"name" ("${name}") doesn't match regexp "^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$"`
  return isFine ? [] : [{ path: 'name', reason }]
}

/** `projects/p/global/networks/n`, from that or from a link or a name. */
export function networkId(view: View, network: string | undefined): string {
  const path = (network ?? 'default').replace(/^https:.*\/(?=projects\/)/, '')
  return path.includes('/') ? path : `projects/${view.account}/global/networks/${path}`
}

export function subnetworkId(view: View, region: string, subnetwork: string | undefined): string {
  const path = (subnetwork ?? 'default').replace(/^https:.*\/(?=projects\/)/, '')
  return path.includes('/') ? path : `projects/${view.account}/regions/${region}/subnetworks/${path}`
}

export function selfLink(id: string): string {
  return `https://www.googleapis.com/compute/v1/${id}`
}

/** `europe-west1`, of a region or one of its zones. */
export function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '')
}
