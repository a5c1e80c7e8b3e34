/** Who may administer the cluster, beside those whom Google Cloud itself lets do so. */
import { ClusterRoleBinding } from '@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import type { Cloud } from './cloud.ts'

/** GKE knows people, and accounts of services, by their email: https://cloud.google.com/kubernetes-engine/docs/how-to/role-based-access-control */
export function administrators({ gcp: { cluster } }: Cloud, { provider, after }: ClusterAccess): void {
  if (cluster.kind === 'existing' || cluster.administrators.length === 0) return
  new ClusterRoleBinding(
    'cluster-administrators',
    {
      metadata: { name: 'zen-administrators', annotations: { 'pulumi.com/patchForce': 'true' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: cluster.administrators.map((principal) => {
        const [kind = '', email = ''] = principal.split(':')
        return {
          ...{
            apiGroup: 'rbac.authorization.k8s.io',
            kind: kind === 'group' ? 'Group' : 'User',
            name: email,
          },
        }
      }),
    },
    { provider, dependsOn: [...after] },
  )
}
