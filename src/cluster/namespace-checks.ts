/** Whether the namespace has what the server needs, and nothing in its way. */
import type { Finding } from '../../stacks/contract.ts'
import type { ClusterNeeds } from '../../stacks/program-contract.ts'
import type { Cluster } from './cluster.ts'
import { textAt } from './fields.ts'
import { fail, pass } from './finding.ts'
import { helmHistory } from './helm-history.ts'
import { type Metadata, metadataAt } from './metadata.ts'
import { deploymentOf, groupPath } from './names.ts'

export async function checkSecrets(
  { api, place }: Cluster,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Finding> {
  const { namespace } = place
  const found = await Promise.all(
    names.map((it) => api.find(`/api/v1/namespaces/${namespace}/secrets/${it}`, { signal })),
  )
  const missing = names.filter((_name, at) => found[at] === undefined)
  if (missing.length === 0) return pass(`All Secrets that were named are in namespace ${namespace}.`)
  const [one] = missing
  return fail(
    `In namespace ${namespace} there is no Secret called ${missing.map((it) => `"${it}"`).join(', ')}.`,
    `Make it, for example: kubectl --namespace ${namespace} create secret tls ${one} --cert FILE --key FILE`,
  )
}

/** Names that our chart gives, with the release in front. */
const suffixes = [
  '',
  '-keys',
  '-config',
  '-mysql',
  '-mysql-keys',
  '-caddy',
  '-caddy-tls',
  '-address',
  '-migration',
  '-db-backup',
]

/**
 * What Helm would refuse to touch: the release of somebody else, and objects that no release of this name made.
 * @param isOurs whether zen's own state knows a release there; unknown when it is left out
 */
export async function checkNames(
  cluster: Cluster,
  { kinds }: ClusterNeeds,
  isOurs: boolean | undefined,
  signal?: AbortSignal,
): Promise<Finding> {
  const { api, place } = cluster
  const { namespace, release } = place
  const home = await api.find(`/api/v1/namespaces/${namespace}`, { signal }).catch(() => undefined)
  if (textAt(home, 'metadata', 'deletionTimestamp') !== '')
    return fail(
      `The namespace ${namespace} is being removed.`,
      'Wait until it is gone, then run the same command again.',
      `If it stays, see what holds it: kubectl describe namespace ${namespace}`,
    )
  const another = `Choose another name with --name, such as ${deploymentOf(place)}-2, or another --namespace.`
  const [newest] = await helmHistory(cluster, signal)
  if (newest && (isOurs === false || (newest.chart !== undefined && newest.chart !== 'zenml')))
    return fail(
      `There is a Helm release called ${release} in namespace ${namespace} already, which zen did not make.`,
      another,
      `Or remove it: helm uninstall ${release} --namespace ${namespace}`,
    )
  const strange = await strangers(cluster, kinds, signal)
  if (strange.length === 0)
    return pass(`Nothing in namespace ${namespace} has the names that the server's objects get.`)
  return fail(
    `In namespace ${namespace} there is something with a name that the server needs, and zen did not make it: ${strange.join(', ')}.`,
    another,
  )
}

async function strangers(
  { api, place }: Cluster,
  kinds: ClusterNeeds['kinds'],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const { namespace, release } = place
  const names = new Set([release, `${release}-zenml`].flatMap((full) => suffixes.map((it) => `${full}${it}`)))
  const inside = kinds.filter(({ clusterWide }) => !clusterWide)
  const found = await Promise.all(
    inside.map(async ({ group, resource }) => {
      const all = await metadataAt(api, `${groupPath(group)}/namespaces/${namespace}/${resource}`, {}, signal)
      return all
        .filter((it) => names.has(it.name) && !isOfRelease(it, release))
        .map(({ name }) => `${resource}/${name}`)
    }),
  )
  return found.flat()
}

/** What Helm itself looks at, and what it does not mark: the objects of hooks. */
function isOfRelease({ labels, annotations }: Metadata, release: string): boolean {
  const owner = annotations['meta.helm.sh/release-name']
  return owner === undefined ? labels['app.kubernetes.io/instance'] === release : owner === release
}
