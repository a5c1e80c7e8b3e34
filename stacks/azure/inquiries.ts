/** What Azure is asked, in programs that are only previewed. */
import { getClientToken } from '@pulumi/azure-native/authorization/getClientToken.js'
import type { Inquiries, InquiryRequest } from '../inquiry-contract.ts'
import type { ClusterPlace } from '../program-contract.ts'
import { asked } from '../shared/answers.ts'
import { isDirectoryOnly, withToken } from '../shared/given-kubeconfig.ts'
import { apiVersions } from './api-versions.ts'
import { clusterAudience, decoded } from './cluster-login.ts'
import { listIn, textIn } from './fields.ts'
import { isNotFound, managementBy } from './management.ts'
import { preflight, providerFor } from './preflight.ts'
import { remains } from './remains.ts'
import { azureSpecOf } from './spec/azure-spec.ts'
import { clusterId } from './spec/ids.ts'

export const inquiries: Inquiries = { preflight, remains, place }

/** @throws Error with the words of Azure, when it would not say whether there is a cluster */
async function place({ spec }: InquiryRequest): Promise<ClusterPlace | undefined> {
  const { cluster, server, subscription = '' } = azureSpecOf(spec)
  const provider = providerFor(spec)
  const management = await managementBy(provider)
  const id = clusterId(subscription, cluster.group, cluster.name)
  const found = await asked(management.post(`${id}/listClusterUserCredential`, apiVersions.clusters))
  if ('refusal' in found) {
    if (isNotFound(found.refusal)) return undefined
    throw new Error(found.refusal)
  }
  const [first = {}] = listIn(found.value, 'kubeconfigs')
  const given = decoded(textIn(first, 'value'))
  const { namespace, release } = server
  const kubeconfigText = isDirectoryOnly(given)
    ? withToken(given, (await getClientToken({ endpoint: clusterAudience }, { provider })).token)
    : given
  return { cluster: { kubeconfigText }, namespace, release }
}
