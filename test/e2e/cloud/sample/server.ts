import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js'
import { Release } from '@pulumi/kubernetes/helm/v3/release.js'
import { Provider } from '@pulumi/kubernetes/provider.js'
import { all, secret } from '@pulumi/pulumi'
import type { Kubernetes } from './cluster.ts'
import type { Sample } from './program.ts'

/** A release in the cluster, with a login that is good for a quarter of an hour. */
export function server({ options }: Sample, { cluster, token, ready }: Kubernetes) {
  const { name } = options
  const kubeconfig = all([cluster.endpoint, cluster.certificateAuthority, token]).apply(
    ([server, authority, login]) =>
      JSON.stringify({
        ...{ apiVersion: 'v1', kind: 'Config', 'current-context': name },
        clusters: [{ name, cluster: { server, 'certificate-authority-data': authority.data } }],
        users: [{ name, user: { token: login } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
      }),
  )
  const args = { kubeconfig: secret(kubeconfig), clusterIdentifier: cluster.arn }
  const provider = new Provider('cluster', args, { dependsOn: ready })
  const namespace = new Namespace('server', { metadata: { name: 'zenml' } }, { provider })
  const release = {
    name: 'server',
    namespace: namespace.metadata.name,
    chart: './zenml',
    values: { replicas: 1 },
  }
  return new Release('server', release, { provider })
}
