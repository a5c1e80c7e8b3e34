/** What AWS is asked, in programs that are only previewed. */
import { getCluster } from '@pulumi/aws/eks/getCluster.js'
import { getClusterAuth } from '@pulumi/aws/eks/getClusterAuth.js'
import { Provider } from '@pulumi/aws/provider.js'
import type { Inquiries, InquiryRequest } from '../inquiry-contract.ts'
import type { ClusterPlace } from '../program-contract.ts'
import { asked } from '../shared/answers.ts'
import { kubeconfig } from '../shared/kubeconfig.ts'
import { preflight } from './preflight.ts'
import { remains } from './remains.ts'
import { awsSpecOf } from './spec/aws-spec.ts'

export const inquiries: Inquiries = { preflight, remains, place }

/** @throws Error with the words of AWS, when it would not say whether there is a cluster */
async function place({ spec }: InquiryRequest): Promise<ClusterPlace | undefined> {
  const { region, cluster, server } = awsSpecOf(spec)
  const options = { provider: new Provider('aws', { region }) }
  const { name } = cluster
  const found = await asked(getCluster({ name }, options))
  if ('refusal' in found) {
    if (isNotFound(found.refusal)) return undefined
    throw new Error(found.refusal)
  }
  const { endpoint, certificateAuthorities } = found.value
  const { token } = await getClusterAuth({ name }, options)
  const certificateAuthority = certificateAuthorities[0]?.data ?? ''
  const { namespace, release } = server
  const kubeconfigText = kubeconfig({ name, server: endpoint, certificateAuthority, token })
  return { cluster: { kubeconfigText }, namespace, release }
}

export function isNotFound(refusal: string): boolean {
  return /ResourceNotFoundException|couldn't find resource|empty result|not found/i.test(refusal)
}
