/** What the API of Azure answers to: as much of it as somebody asks. */

import { Refusal } from '../../frame/cloud-error.ts'
import { refuse } from '../../frame/fields.ts'
import type { Properties } from '../../frame/properties.ts'
import { propertiesAt, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { namespaces } from '../catalogue.ts'
import { clusterFor, kubeconfigOf } from '../cluster/credentials.ts'
import { groupId, isWithin } from '../ids.ts'
import * as kinds from '../kinds.ts'
import { isRegistered, register } from '../registration.ts'
import { offers } from './offers.ts'
import { type Asked, type Route, route } from './route.ts'

const group = 'resourceGroups/[^/]+'

const routes: readonly Route[] = [
  route(
    'subscription',
    '',
    'Microsoft.Resources/subscriptions/read',
    (_asked, { account }, { identity }) => ({
      ...{ subscriptionId: account, displayName: 'Simulated', state: 'Enabled' },
      tenantId: identity.credentials['tenantId'],
    }),
  ),
  ...offers,
  route(
    'permissions',
    'providers/Microsoft.Authorization/permissions',
    'Microsoft.Authorization/permissions/read',
    (_asked, _view, { identity }) => ({
      value: [{ actions: ['*'], notActions: identity.denied ?? [], dataActions: [], notDataActions: [] }],
    }),
  ),
  route(
    'clusters',
    'providers/Microsoft.ContainerService/managedClusters',
    'Microsoft.ContainerService/managedClusters/read',
    (_asked, view) => ({
      value: view.list(kinds.cluster).map(whole),
    }),
  ),
  route(
    'networks',
    'providers/Microsoft.Network/virtualNetworks',
    'Microsoft.Network/virtualNetworks/read',
    (_asked, view) => ({
      value: view.list(kinds.virtualNetwork).map(whole),
    }),
  ),
  route(
    'registration',
    'providers/([\\w.]+)',
    'Microsoft.Resources/subscriptions/providers/read',
    (_asked, view, _session, [name = '']) => registrationOf(name, view),
  ),
  route(
    'registering',
    'providers/([\\w.]+)/register',
    'Microsoft.Resources/subscriptions/providers/register/action',
    (_asked, view, _session, [name = '']) => {
      register(view, name)
      return registrationOf(name, view)
    },
    'POST',
  ),
  route(
    'groups',
    'resourceGroups',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    ({ query }, view) => ({
      value: view
        .list(kinds.resourceGroup)
        .filter(byTag(query.get('$filter') ?? ''))
        .map(brief),
    }),
  ),
  route(
    'tagged resources',
    'resources',
    'Microsoft.Resources/subscriptions/resources/read',
    ({ query }, view) => ({
      value: view
        .seen()
        .filter(isListed)
        .filter(byTag(query.get('$filter') ?? ''))
        .map(brief),
    }),
  ),
  route(
    'resources of a group',
    `${group}/resources`,
    'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
    ({ path }, view) => {
      const name = path.split('/')[4] ?? ''
      const place = groupId(view.account, name)
      if (!view.find(kinds.resourceGroup, place))
        refuse('ResourceGroupNotFound', `Resource group '${name}' could not be found.`, 404)
      return {
        value: view
          .seen()
          .filter(isListed)
          .filter(({ id }) => isWithin(id, place))
          .map(brief),
      }
    },
  ),
  route(
    'credentials',
    `${group}/providers/Microsoft.ContainerService/managedClusters/[^/]+/listClusterUserCredential`,
    'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
    ({ path }, view) => {
      const cluster = clusterFor(view, path.replace(/\/listClusterUserCredential$/i, ''))
      return { kubeconfigs: [{ name: 'clusterUser', value: kubeconfigOf(cluster) }] }
    },
    'POST',
  ),
  route('resource', '.*', 'Microsoft.Resources/subscriptions/resources/read', ({ path }, view) => {
    const found = view
      .seen()
      .find(({ id, phase }) => id.toLowerCase() === path.toLowerCase() && phase !== 'deleted')
    return whole(found ?? notFound(path))
  }),
]

/** @throws as Azure does, where there is nothing like that; and in a subscription that is somebody else's */
export function routeFor(asked: Asked): Pick<Route, 'name' | 'operation'> & {
  readonly answer: (asked: Asked, view: View, session: Parameters<Route['answer']>[2]) => unknown
} {
  const found = routes.find(({ method, path }) => method === asked.method && path.test(asked.path))
  if (!found)
    throw new Refusal('InvalidResourceType', `Nobody has described ${asked.method} ${asked.path} yet.`, 404)
  return {
    ...found,
    answer: (_asked, view, session) => {
      const subscription = asked.path.split('/')[2]
      if (subscription !== view.account)
        refuse('SubscriptionNotFound', `The subscription '${subscription}' could not be found.`, 404)
      return found.answer(asked, view, session, found.path.exec(asked.path)?.slice(1) ?? [])
    },
  }
}

function registrationOf(name: string, view: View) {
  const namespace = namespaces.find((each) => each.toLowerCase() === name.toLowerCase())
  if (namespace === undefined)
    return refuse('InvalidResourceNamespace', `The resource namespace '${name}' is invalid.`, 404)
  return { namespace, registrationState: isRegistered(view, namespace) ? 'Registered' : 'NotRegistered' }
}

function notFound(path: string): never {
  const [, , , , name = '', , ...type] = path.split('/')
  if (type.length === 0) refuse('ResourceGroupNotFound', `Resource group '${name}' could not be found.`, 404)
  return refuse(
    'ResourceNotFound',
    `The Resource '${type.join('/')}' under resource group '${name}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    404,
  )
}

/** Lists have what has a place and tags, and not what lies inside of that. */
function isListed({ type, id, phase }: CloudObject): boolean {
  const isTop = id.split('/').length === 9
  const hidden = [kinds.registration, kinds.associationLink, kinds.roleAssignment, kinds.resourceGroup]
  return isTop && phase !== 'deleted' && !hidden.includes(type)
}

/** `tagName eq 'a' and tagValue eq 'b'` */
function byTag(filter: string) {
  const [, key, value] = /tagName eq '([^']*)' and tagValue eq '([^']*)'/.exec(filter) ?? []
  return ({ outputs }: CloudObject) => key === undefined || propertiesAt(outputs, 'tags')[key] === value
}

function brief({ id, outputs }: CloudObject) {
  const { name, type, location, tags, managedBy } = outputs
  return { id, name, type, location, tags, managedBy }
}

const outer = ['id', 'name', 'type', 'location', 'tags', 'sku', 'identity', 'zones', 'managedBy']

/** As the API has it: most of it is in `properties`. */
function whole({ id, outputs }: CloudObject): Properties {
  const told = Object.entries(outputs).filter(([key, value]) => !key.startsWith('__') && value !== undefined)
  const properties = Object.fromEntries(told.filter(([key]) => !outer.includes(key)))
  return {
    id,
    ...Object.fromEntries(told.filter(([key]) => outer.includes(key))),
    properties,
    kind: textAt(outputs, 'kind'),
  }
}
