/** All that is at Azure of a deployment, whether a state knows of it or not: found by group, and by the tag that everything has. */
import type { CloudResource, InquiryRequest } from '../inquiry-contract.ts'
import { asked } from '../shared/answers.ts'
import type { Values } from '../values.ts'
import { apiVersions } from './api-versions.ts'
import { listIn, textIn } from './fields.ts'
import { isNotFound, type Management, managementBy } from './management.ts'
import { providerFor } from './preflight.ts'
import { type Found, remainsOf } from './remains-of.ts'
import { type AzureSpec, azureSpecOf } from './spec/azure-spec.ts'
import { groupId } from './spec/ids.ts'
import { guidFor, nodeGroupName } from './spec/names.ts'
import { deploymentTag } from './spec/tags.ts'

/** @throws Error with the words of Azure, when it would not say */
export async function remains({ spec, stored }: InquiryRequest): Promise<readonly CloudResource[]> {
  const azure = azureSpecOf(stored ?? spec)
  const management = await managementBy(providerFor(stored ?? spec))
  const { subscription } = azure
  if (subscription === undefined) return []
  const home = `/subscriptions/${subscription}`
  const groups = [azure.group, nodeGroupName(azure.name)]
  const [ours, tagged, grants] = await Promise.all([
    Promise.all(groups.map((group) => groupAndContents(management, home, group))),
    taggedWith(management, home, azure),
    grantsElsewhere(management, azure),
  ])
  return remainsOf(azure, [...ours.flat(), ...tagged, ...grants])
}

/** Nothing where there is no such group. */
async function groupAndContents(
  management: Management,
  home: string,
  group: string,
): Promise<readonly Found[]> {
  const place = `${home}/resourceGroups/${group}`
  const [itself, contents] = await Promise.all([
    ifThere(management.get(place, apiVersions.resources)),
    ifThere(management.get(`${place}/resources`, apiVersions.resources)),
  ])
  return [
    ...(itself
      ? [{ id: groupId(home.split('/')[2] ?? '', group), type: 'Microsoft.Resources/resourceGroups' }]
      : []),
    ...(contents ? listIn(contents, 'value').map(foundIn) : []),
  ]
}

async function taggedWith(
  management: Management,
  home: string,
  { name }: AzureSpec,
): Promise<readonly Found[]> {
  const $filter = `tagName eq '${deploymentTag}' and tagValue eq '${name}'`
  const found = await management.get(`${home}/resources`, apiVersions.resources, { $filter })
  return listIn(found, 'value').map(foundIn)
}

/** In the networks of others: a cluster of ours may be allowed something there. */
async function grantsElsewhere(management: Management, azure: AzureSpec): Promise<readonly Found[]> {
  const { network, subscription = '', group } = azure
  if (network.kind === 'new' || network.nodeSubnet === undefined) return []
  const name = guidFor(subscription, group, 'cluster-role-subnet')
  const id = `${network.nodeSubnet}/providers/Microsoft.Authorization/roleAssignments/${name}`
  const found = await ifThere(management.get(id, apiVersions.permissions))
  return found ? [{ id, type: 'Microsoft.Authorization/roleAssignments' }] : []
}

function foundIn(resource: Values): Found {
  return { id: textIn(resource, 'id'), type: textIn(resource, 'type') }
}

async function ifThere(question: Promise<Values>): Promise<Values | undefined> {
  const answer = await asked(question)
  if ('value' in answer) return answer.value
  if (isNotFound(answer.refusal)) return undefined
  throw new Error(answer.refusal)
}
