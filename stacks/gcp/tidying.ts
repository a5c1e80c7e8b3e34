/**
 * What has to go besides, before something else can: what Google Cloud made in a network in the course of something,
 * and leaves there. Hooks, which run just before the engine deletes.
 */
import { AsyncResource } from 'node:async_hooks'
import { ResourceHook } from '@pulumi/pulumi'
import { asked } from '../shared/answers.ts'
import { type GoogleApi, isNotFound } from './google-api.ts'
import { type Json, listAt, textAt } from './json.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { lastPart, resourceName } from './spec/names.ts'

export interface Tidying {
  /** Takes away the peering of a network with Cloud SQL. */
  readonly peering: ResourceHook
  /** Takes away what GKE left in a network of ours. */
  readonly network: ResourceHook
}

/** Of the peering, in every network: https://cloud.google.com/vpc/docs/private-services-access */
const peeringName = 'servicenetworking-googleapis-com'

export function tidyingOf(api: GoogleApi, { project, name }: GcpSpec): Tidying {
  const place = { api, project, network: resourceName(name, 'network') }
  return {
    // The engine calls them from outside of the program, in which the login is asked for.
    peering: new ResourceHook(
      'remove-peering',
      AsyncResource.bind(async () => removePeering(place)),
    ),
    network: new ResourceHook(
      'remove-what-gke-left',
      AsyncResource.bind(async () => removeWhatGkeLeft(place)),
    ),
  }
}

interface Place {
  readonly api: GoogleApi
  readonly project: string
  /** Name of it. */
  readonly network: string
}

/**
 * Google keeps its end of the connection for days after the last database is gone, and refuses to delete it meanwhile:
 * https://github.com/hashicorp/terraform-provider-google/issues/18834. Ours can go at any time, as in its console.
 */
async function removePeering({ api, project, network }: Place): Promise<void> {
  const global = `projects/${project}/global`
  const found = await asked(api.get('compute', `${global}/networks/${network}`))
  if ('refusal' in found && !isNotFound(found.refusal)) throw new Error(found.refusal)
  if ('refusal' in found || !hasPeering(found.value)) return
  await api.change(global, 'POST', `${global}/networks/${network}/removePeering`, { name: peeringName })
}

/** Whether Cloud SQL can be reached from a network. */
export function hasPeering(network: Json): boolean {
  return listAt(network, 'peerings').some((peering) => textAt(peering, 'name') === peeringName)
}

/** Rules of firewalls and groups of endpoints, which stay when a cluster goes before its services do. */
async function removeWhatGkeLeft({ api, project, network }: Place): Promise<void> {
  const global = `projects/${project}/global`
  const isHere = (thing: Json) => lastPart(textAt(thing, 'network')) === network
  const rules = (await api.list('compute', `${global}/firewalls`)).filter(isHere)
  const groups = (await api.everywhere(project, 'networkEndpointGroups')).filter(isHere)
  await Promise.all([
    ...rules
      .map((rule) => textAt(rule, 'name'))
      .filter((name) => /^(k8s|gke|gkegw1)-/.test(name))
      .map((name) => api.change(global, 'DELETE', `${global}/firewalls/${name}`)),
    ...groups.map((group) => {
      const zone = `projects/${project}/zones/${lastPart(textAt(group, 'zone'))}`
      return api.change(zone, 'DELETE', `${zone}/networkEndpointGroups/${textAt(group, 'name')}`)
    }),
  ])
}
