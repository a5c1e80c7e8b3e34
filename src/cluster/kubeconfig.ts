/** Which cluster a person means, and as whom they talk to it. Light: it loads no Kubernetes client. */
import type { ClusterPlace, ClusterReference } from '../../stacks/program-contract.ts'
import { contextIncomplete, contextNotChosen, contextUnknown, kubeconfigMissing } from '../errors/cluster.ts'
import { textAt } from './fields.ts'
import {
  defaultKubeconfig,
  type Environment,
  type Kubeconfig,
  type KubeconfigEntry,
  kubeconfigFromText,
  namedKubeconfig,
} from './kubeconfig-files.ts'
import { ACCOUNT_FOLDER, surroundingCluster } from './service-account.ts'

/** One context, with all that it names. */
export interface ChosenContext {
  /** `undefined` in a pod that talks to its own cluster. */
  readonly context: string | undefined
  readonly cluster: KubeconfigEntry
  /** No fields for a cluster that wants no login. */
  readonly user: KubeconfigEntry
}

/**
 * Name of the context that is meant; `undefined` in a pod without a kubeconfig, which talks to its own cluster.
 * @throws ZenError `KUBECONFIG_MISSING`, `KUBECONFIG_UNREADABLE`, `CONTEXT_UNKNOWN`, `CONTEXT_NOT_CHOSEN`,
 *   `CONTEXT_INCOMPLETE`
 */
export async function currentContext(
  reference: ClusterReference,
  env: Environment,
  accountFolder = ACCOUNT_FOLDER,
): Promise<string | undefined> {
  return (await chosenContext(reference, env, accountFolder)).context
}

/** The same with the addresses and logins. @throws as {@link currentContext} */
export async function chosenContext(
  cluster: ClusterPlace['cluster'],
  env: Environment,
  accountFolder = ACCOUNT_FOLDER,
): Promise<ChosenContext> {
  if ('kubeconfigText' in cluster) {
    return chosenFrom(kubeconfigFromText(cluster.kubeconfigText, 'The kubeconfig of the cluster'), undefined)
  }
  const { kubeconfig } = cluster
  const context = cluster.context || undefined
  if (kubeconfig !== undefined) return chosenFrom(await namedKubeconfig(kubeconfig), context)
  const { looked, found } = await defaultKubeconfig(env)
  if (found) return chosenFrom(found, context)
  const around = await surroundingCluster(env, accountFolder)
  if (!around) throw kubeconfigMissing(looked)
  return { ...chosenFrom(around, undefined), context: undefined }
}

function chosenFrom(kubeconfig: Kubeconfig, wanted: string | undefined): ChosenContext {
  const { source, contexts, currentContext: current } = kubeconfig
  const known = contexts.map(({ name }) => name)
  const context = wanted ?? current
  if (context === '') throw contextNotChosen(known, source)
  const chosen = contexts.find(({ name }) => name === context)
  if (!chosen) throw contextUnknown(context, known, source)
  const [clusterName, userName] = [textAt(chosen.fields, 'cluster'), textAt(chosen.fields, 'user')]
  const cluster = kubeconfig.clusters.find(({ name }) => name === clusterName)
  if (!cluster || textAt(cluster.fields, 'server') === '')
    throw contextIncomplete(context, 'cluster', clusterName, source)
  const user = kubeconfig.users.find(({ name }) => name === userName)
  if (!user && userName !== '') throw contextIncomplete(context, 'user', userName, source)
  return { context, cluster, user: user ?? { name: 'nobody', fields: {} } }
}
