/** From lists of Google Cloud to what is left of a deployment. Pure. */
import type { CloudResource } from '../inquiry-contract.ts'
import { baseName } from '../shared/spec/names.ts'
import { at, isJson, type Json, textAt } from './json.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { deploymentLabel } from './spec/labels.ts'
import { accountEmail, accountId, lastBackupPrefix, lastPart, resourceName } from './spec/names.ts'

/** All that there is in a project, by kind. */
export type Lists = Readonly<Record<string, readonly Json[]>>

interface Looking {
  readonly gcp: GcpSpec
  /** Of the load balancer: what its cluster writes beside it. */
  readonly service: string
  readonly hasCluster: boolean
}

interface Kind {
  readonly list: string
  readonly type: string
  /** What people call it. */
  readonly words: string
  /** What the program calls it, if it is the program's; `undefined` where it is not one of this deployment. */
  readonly isOurs: (
    thing: Json,
    looking: Looking,
  ) => { readonly name?: string; readonly kept?: true } | undefined
  /** As the provider imports it; by its link, by default. */
  readonly id?: (thing: Json, gcp: GcpSpec) => string
}

export function remainsOf(gcp: GcpSpec, lists: Lists, service: string): readonly CloudResource[] {
  const hasCluster = (lists['clusters'] ?? []).some((each) => isCluster(gcp, each))
  const looking = { gcp, service, hasCluster }
  return kinds
    .flatMap((kind) => (lists[kind.list] ?? []).flatMap((thing) => toResource(kind, thing, looking)))
    .toSorted((one, other) => one.words.localeCompare(other.words))
}

function toResource(kind: Kind, thing: Json, looking: Looking): readonly CloudResource[] {
  const ours = kind.isOurs(thing, looking)
  if (!ours) return []
  const called = textAt(thing, 'email') || textAt(thing, 'name')
  const id = (kind.id ?? pathOf)(thing, looking.gcp)
  const type = isGlobalAddress(thing) ? 'gcp:compute/globalAddress:GlobalAddress' : kind.type
  return [{ type, id, words: `${kind.words} ${ours.kept ? id : called}`, ...ours }]
}

/** By its name alone: of a kind that has no labels. */
const named =
  (...resources: readonly string[]) =>
  (thing: Json, { gcp }: Looking) => {
    const name = resources.find((resource) => textAt(thing, 'name') === resourceName(gcp.name, resource))
    return name === undefined ? undefined : { name }
  }

const kinds: readonly Kind[] = [
  { list: 'networks', type: 'gcp:compute/network:Network', words: 'network', isOurs: named('network') },
  {
    list: 'subnetworks',
    type: 'gcp:compute/subnetwork:Subnetwork',
    words: 'subnetwork',
    isOurs: named('nodes'),
  },
  { list: 'routers', type: 'gcp:compute/router:Router', words: 'router', isOurs: named('router') },
  {
    ...{ list: 'addresses', type: 'gcp:compute/address:Address', words: 'address' },
    isOurs: (thing, looking) =>
      named('address', 'databases')(thing, looking) ?? (isLabelled(thing, looking) ? {} : undefined),
  },
  {
    ...{ list: 'clusters', type: 'gcp:container/cluster:Cluster', words: 'GKE cluster' },
    isOurs: (thing, { gcp }) => (isCluster(gcp, thing) ? { name: 'cluster' } : undefined),
    id: (thing, { project }) =>
      `projects/${project}/locations/${textAt(thing, 'location')}/clusters/${textAt(thing, 'name')}`,
  },
  {
    ...{ list: 'databases', type: 'gcp:sql/databaseInstance:DatabaseInstance', words: 'Cloud SQL database' },
    isOurs: (thing, looking) => (isLabelled(thing, looking) ? { name: 'database' } : undefined),
    id: (thing) => textAt(thing, 'name'),
  },
  {
    ...{ list: 'backups', type: 'gcp:sql/backup:Backup', words: 'Cloud SQL backup' },
    isOurs: (thing, { gcp }) =>
      new RegExp(`^${lastBackupPrefix(baseName(gcp.name))}-[0-9a-f]{8}$`).test(textAt(thing, 'description'))
        ? { kept: true }
        : undefined,
    id: (thing) => textAt(thing, 'description'),
  },
  {
    ...{ list: 'accounts', type: 'gcp:serviceaccount/account:Account', words: 'service account' },
    isOurs: (thing, { gcp: { project, name } }) =>
      textAt(thing, 'email') === accountEmail(project, accountId(name, 'nodes'))
        ? { name: 'nodes' }
        : undefined,
    id: (thing, { project }) => `projects/${project}/serviceAccounts/${textAt(thing, 'email')}`,
  },
  {
    ...{ list: 'forwardingRules', type: 'gcp:compute/forwardingRule:ForwardingRule', words: 'load balancer' },
    isOurs: (thing, looking) =>
      isLabelled(thing, looking) || textAt(thing, 'description').includes(`"${looking.service}"`)
        ? {}
        : undefined,
  },
  {
    ...{ list: 'firewalls', type: 'gcp:compute/firewall:Firewall', words: 'firewall rule' },
    isOurs: inOurNetwork,
  },
  {
    ...{ list: 'networkEndpointGroups', type: 'gcp:compute/networkEndpointGroup:NetworkEndpointGroup' },
    words: 'network endpoint group',
    isOurs: inOurNetwork,
  },
  {
    ...{ list: 'disks', type: 'gcp:compute/disk:Disk', words: 'disk' },
    // Those of nodes go with them.
    isOurs: (thing, looking) =>
      isLabelled(thing, looking) && !('goog-gke-node' in labelsOf(thing) && looking.hasCluster)
        ? {}
        : undefined,
  },
]

function isCluster({ cluster }: GcpSpec, thing: Json): boolean {
  return (
    cluster.kind === 'new' &&
    textAt(thing, 'name') === cluster.name &&
    (cluster.location === '' || textAt(thing, 'location') === cluster.location)
  )
}

function isLabelled(thing: Json, { gcp }: Looking): boolean {
  return labelsOf(thing)[deploymentLabel] === gcp.name
}

function labelsOf(thing: Json): Json {
  const found = [at(thing, 'labels'), at(thing, 'resourceLabels'), at(thing, 'settings.userLabels')]
  return found.find(isJson) ?? {}
}

/** What GKE leaves there, when a cluster goes before what is in it; while it is there, it is the cluster's. */
function inOurNetwork(thing: Json, { gcp, hasCluster }: Looking) {
  return !hasCluster && lastPart(textAt(thing, 'network')) === resourceName(gcp.name, 'network')
    ? {}
    : undefined
}

/** `projects/p/…`, from the link to it. */
function pathOf(thing: Json): string {
  const link = textAt(thing, 'selfLink')
  return link.slice(Math.max(link.indexOf('projects/'), 0))
}

function isGlobalAddress(thing: Json): boolean {
  return /\/global\/addresses\//.test(textAt(thing, 'selfLink'))
}
