/** The way into a cluster: the credentials that Azure keeps for it, without any program on anybody's computer. */
import { getClientTokenOutput } from '@pulumi/azure-native/authorization/getClientToken.js'
import { listManagedClusterUserCredentialsOutput } from '@pulumi/azure-native/containerservice/listManagedClusterUserCredentials.js'
import { type Output, output, type Resource, secret } from '@pulumi/pulumi'
import { isDirectoryOnly, withToken } from '../shared/given-kubeconfig.ts'
import type { Cloud } from './cloud.ts'

/** What tokens for clusters are made out to: https://azure.github.io/kubelogin/concepts/aks.html */
export const clusterAudience = '6dae42f8-4368-4678-94ff-3960e28e3630'

export interface ClusterName {
  readonly group: string
  readonly name: string
}

/** @param after what has to be there before Azure can be asked */
export function kubeconfigFor(
  cloud: Cloud,
  { group, name }: ClusterName,
  after: readonly Resource[],
): Output<string> {
  const options = { provider: cloud.provider, dependsOn: [...after] }
  const { kubeconfigs } = listManagedClusterUserCredentialsOutput(
    { resourceGroupName: group, resourceName: name },
    options,
  )
  const login = kubeconfigs.apply(([first]) => decoded(first?.value ?? ''))
  // Where only the directory lets somebody in, there is a program in place of a key; its token is what it would fetch.
  return secret(
    login.apply((given) =>
      isDirectoryOnly(given)
        ? getClientTokenOutput({ endpoint: clusterAudience }, options).token.apply((token) =>
            withToken(given, token ?? ''),
          )
        : output(given),
    ),
  )
}

/** @param value as Azure gives it: in base64 */
export function decoded(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8')
}
