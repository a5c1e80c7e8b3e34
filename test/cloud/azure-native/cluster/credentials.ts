/** Ways into a cluster: one key for everybody who may list it, or a token of the directory. */
import { refuse } from '../../frame/fields.ts'
import { flagAt, textAt, textsAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { claimsIn } from '../functions/token.ts'
import { nameOf } from '../ids.ts'
import * as kinds from '../kinds.ts'

/** What tokens for clusters are made out to: https://azure.github.io/kubelogin/concepts/aks.html */
const clusterAudience = '6dae42f8-4368-4678-94ff-3960e28e3630'

function isDirectoryOnly(cluster: CloudObject): boolean {
  return flagAt(cluster.outputs, 'aadProfile.managed')
}

/** As Azure gives it: YAML in base64. */
export function kubeconfigOf(cluster: CloudObject): string {
  const name = nameOf(cluster.id)
  const user = `clusterUser_${cluster.id.split('/')[4]}_${name}`
  const text = [
    'apiVersion: v1',
    'clusters:',
    '- cluster:',
    `    certificate-authority-data: ${textAt(cluster.outputs, '__authority')}`,
    `    server: ${textAt(cluster.outputs, '__endpoint')}`,
    `  name: ${name}`,
    'contexts:',
    '- context:',
    `    cluster: ${name}`,
    `    user: ${user}`,
    `  name: ${name}`,
    `current-context: ${name}`,
    'kind: Config',
    'preferences: {}',
    'users:',
    `- name: ${user}`,
    '  user:',
    ...(isDirectoryOnly(cluster) ? program : [`    token: ${textAt(cluster.outputs, '__token')}`]),
  ]
  return Buffer.from(`${text.join('\n')}\n`).toString('base64')
}

const program = [
  '    exec:',
  '      apiVersion: client.authentication.k8s.io/v1beta1',
  '      args: [get-token, --environment, AzurePublicCloud, --server-id, 6dae42f8-4368-4678-94ff-3960e28e3630]',
  '      command: kubelogin',
]

export function letsIn(cluster: CloudObject, token: string, view: View): boolean {
  if (!isDirectoryOnly(cluster)) return token === textAt(cluster.outputs, '__token')
  const claims = claimsIn(token)
  const principal = textAt(claims, 'oid')
  const isKnown = view.settings.identities.some(
    (each) => each.principal === principal && each.account === view.account,
  )
  const groups = textsAt(cluster.outputs, 'aadProfile.adminGroupObjectIDs')
  return (
    textAt(claims, 'aud') === clusterAudience &&
    isKnown &&
    (groups.length === 0 || groups.includes(principal ?? ''))
  )
}

/** @throws what Azure answers when there is none */
export function clusterFor(view: View, id: string): CloudObject {
  const found = view.find(kinds.cluster, id)
  if (found) return found
  const [, , , , group = '', , , , name = ''] = id.split('/')
  return refuse(
    'ResourceNotFound',
    `The Resource 'Microsoft.ContainerService/managedClusters/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    404,
  )
}
