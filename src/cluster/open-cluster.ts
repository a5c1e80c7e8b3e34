/** The way to a cluster. */
import type { ClusterPlace } from '../../stacks/program-contract.ts'
import { ZenError } from '../errors/zen-error.ts'
import { kubernetesApi } from './api.ts'
import type { Cluster } from './cluster.ts'
import { type Exchange, exchangeWith } from './exchange.ts'
import { textAt } from './fields.ts'
import { type ChosenContext, chosenContext } from './kubeconfig.ts'
import type { Environment } from './kubeconfig-files.ts'
import { type Login, loginFor } from './login.ts'
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
  const { login, exchange } = await accessTo(chosen, { address, where, env })
  return { place, kubeConfig: login.kubeConfig, api: kubernetesApi(exchange, where), address, where }
}

interface Access {
  readonly login: Login
  readonly exchange: Exchange
}

/** By what was chosen. Login programs of clouds take a second, and one login serves until it expires. */
const known = new WeakMap<Environment, Map<string, Promise<Access>>>()

function accessTo(
  chosen: ChosenContext,
  { address, where, env }: { readonly address: string; readonly where: string; readonly env: Environment },
): Promise<Access> {
  const all = known.get(env) ?? new Map<string, Promise<Access>>()
  known.set(env, all)
  const key = JSON.stringify(chosen)
  const access =
    all.get(key) ??
    loginFor(chosen, where, env).then((login) => ({ login, exchange: exchangeWith(address, login) }))
  all.set(key, access)
  return access
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

/** Version of its API server: `v1.34.4`. @throws as the requests of {@link Cluster} do */
export async function clusterVersion(
  { api }: Cluster,
  signal?: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<string> {
  return textAt(await api.find('/version', { signal, timeoutMs }), 'gitVersion')
}
