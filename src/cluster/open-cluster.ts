/** The way to a cluster. */
import type { ClusterPlace } from '../../stacks/program-contract.ts'
import { ZenError } from '../errors/zen-error.ts'
import { kubernetesApi } from './api.ts'
import type { Cluster } from './cluster.ts'
import { exchangeWith } from './exchange.ts'
import { textAt } from './fields.ts'
import { chosenContext } from './kubeconfig.ts'
import type { Environment } from './kubeconfig-files.ts'
import { loginFor } from './login.ts'
import { ACCOUNT_FOLDER } from './service-account.ts'

/** Long enough for a tired VPN, short enough for a person who waits. */
const TIMEOUT_MS = 10_000

/**
 * Finds out how to reach the cluster and log in; contacts nobody yet.
 * @throws ZenError `KUBECONFIG_MISSING`, `KUBECONFIG_UNREADABLE`, `CONTEXT_UNKNOWN`, `CONTEXT_NOT_CHOSEN`,
 *   `CONTEXT_INCOMPLETE`
 */
export async function openCluster(
  place: ClusterPlace,
  env: Environment,
  accountFolder = ACCOUNT_FOLDER,
): Promise<Cluster> {
  const chosen = await chosenContext(place.cluster, env, accountFolder)
  const address = textAt(chosen.cluster.fields, 'server').replace(/\/+$/, '')
  const where =
    chosen.context === undefined ? `this pod (${address})` : `context "${chosen.context}" (${address})`
  const login = await loginFor(chosen, where, env)
  const api = kubernetesApi(exchangeWith(address, login), where)
  return { place, kubeConfig: login.kubeConfig, api, address, where }
}

/**
 * Whether the cluster is there: a refusal is an answer too, silence is none.
 * @throws ZenError `LOGIN_PROGRAM_MISSING`, `LOGIN_PROGRAM_FAILED`, `INTERRUPTED`: nobody can tell
 */
export async function clusterAnswers({ api }: Cluster, signal?: AbortSignal): Promise<boolean> {
  try {
    await api.find('/version', { signal, timeoutMs: TIMEOUT_MS })
    return true
  } catch (error) {
    if (!(error instanceof ZenError)) throw error
    if (error.code === 'CLUSTER_UNREACHABLE') return false
    if (!error.code.startsWith('CLUSTER_')) throw error
    return true
  }
}

/** Version of its API server: `v1.34.4`. */
export async function clusterVersion({ api }: Cluster, signal?: AbortSignal): Promise<string> {
  return textAt(await api.find('/version', { signal, timeoutMs: TIMEOUT_MS }), 'gitVersion')
}
