/** What Google Cloud is asked, in programs that are only previewed. */

import { getClientConfig } from '@pulumi/gcp/organizations/getClientConfig.js'
import type { Inquiries, InquiryRequest } from '../inquiry-contract.ts'
import type { ClusterPlace } from '../program-contract.ts'
import { asked } from '../shared/answers.ts'
import { kubeconfig } from '../shared/kubeconfig.ts'
import { providerFor } from './cloud.ts'
import { serverAt } from './cluster-login.ts'
import { googleApi, isNotFound } from './google-api.ts'
import { textAt } from './json.ts'
import { preflight } from './preflight.ts'
import { remains } from './remains.ts'
import { gcpSpecOf } from './spec/gcp-spec.ts'
import { clusterPath } from './spec/names.ts'

export const inquiries: Inquiries = { preflight, remains, place }

/** @throws Error with the words of Google Cloud, when it would not say whether there is a cluster */
async function place({ spec, env }: InquiryRequest): Promise<ClusterPlace | undefined> {
  const gcp = gcpSpecOf(spec)
  const { accessToken: token } = await getClientConfig({ provider: providerFor(gcp) })
  const found = await asked(googleApi(async () => token, env).get('container', clusterPath(gcp)))
  if ('refusal' in found) {
    if (isNotFound(found.refusal)) return undefined
    throw new Error(found.refusal)
  }
  const kubeconfigText = kubeconfig({
    ...{ name: gcp.cluster.name, server: serverAt(textAt(found.value, 'endpoint')), token },
    certificateAuthority: textAt(found.value, 'masterAuth.clusterCaCertificate'),
  })
  const { namespace, release } = gcp.server
  return { cluster: { kubeconfigText }, namespace, release }
}
