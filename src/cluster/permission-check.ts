import type { Finding } from '../../stacks/contract.ts'
import type { ClusterNeeds } from '../../stacks/program-contract.ts'
import type { Cluster } from './cluster.ts'
import { fail, pass, warn } from './finding.ts'
import { missingRights, type Right, rightsFor, userOf } from './permissions.ts'
import { roleFor, verbsByResource } from './role.ts'

/** All rights that are missing are one finding, with a role that grants them. */
export async function checkPermissions(
  cluster: Cluster,
  needs: ClusterNeeds,
  signal?: AbortSignal,
): Promise<Finding> {
  const { namespace } = cluster.place
  const rights = await relevant(cluster, rightsFor(needs), signal)
  const missing = await missingRights(cluster, rights, signal)
  if (missing.length === 0) return pass(`You may do all that is needed in namespace ${namespace}.`)
  const role = roleFor(rights, namespace, await userOf(cluster, signal))
  const fix = `Ask an administrator of the cluster to apply this, for example with: kubectl apply --filename FILE\n${role}`
  if (missing.every(({ isOptional }) => isOptional))
    return warn(`zen will see and mend less: you may not ${listed(missing)}.`, fix)
  return fail(`In namespace ${namespace} you may not ${listed(missing)}.`, fix)
}

/** A namespace that is there need not be made. */
async function relevant(
  cluster: Cluster,
  rights: readonly Right[],
  signal?: AbortSignal,
): Promise<readonly Right[]> {
  const isAboutNamespace = ({ resource }: Right) => resource === 'namespaces'
  if (!rights.some(isAboutNamespace)) return rights
  const path = `/api/v1/namespaces/${cluster.place.namespace}`
  const isThere = await cluster.api.find(path, { signal }).then(
    (found) => found !== undefined,
    () => false,
  )
  return isThere ? rights.filter((right) => !isAboutNamespace(right) || right.verb === 'get') : rights
}

/** `create, patch deployments.apps; read pods/log` */
function listed(rights: readonly Right[]): string {
  return [...verbsByResource(rights)]
    .map(([name, verbs]) => {
      const [group = '', resource = ''] = name.split(' ')
      return `${verbs.join(', ')} ${group === '' ? resource : `${resource}.${group}`}`
    })
    .join('; ')
}
