/**
 * Everything a request to a cluster needs so that it is let in: the work of the Kubernetes client's `KubeConfig`
 * (certificates, tokens, login programs, proxies), given what that leaves out.
 */
import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import {
  clusterLoginRefused,
  kubeconfigUnreadable,
  loginProgramFailed,
  loginProgramMissing,
} from '../errors/cluster.ts'
import { messageOf, readRefusal } from '../errors/zen-error.ts'
import { fieldAt, isMapping, listAt, mappingAt, textAt } from './fields.ts'
import type { ChosenContext } from './kubeconfig.ts'
import type { Environment } from './kubeconfig-files.ts'
import { proxyFor } from './proxy.ts'

export interface Login {
  /** Adds headers, certificates and the like to the options of a request, and whatever a login program says. */
  apply(options: RequestOptions): Promise<void>
  /** The same for what comes with the Kubernetes client, such as its web sockets. */
  readonly kubeConfig: KubeConfig
  /** Whether requests go through a proxy, which is in the options that were applied. */
  readonly hasProxy: boolean
}

/** Loads the Kubernetes client: of all of it, only what reads kubeconfigs. Contacts nobody. */
export async function loginFor(chosen: ChosenContext, where: string, env: Environment): Promise<Login> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js')
  const kubeConfig = new KubeConfig()
  const cluster = clusterFields(chosen, env)
  kubeConfig.loadFromString(
    JSON.stringify({
      'current-context': 'chosen',
      contexts: [{ name: 'chosen', context: { cluster: 'chosen', user: 'chosen' } }],
      clusters: [{ name: 'chosen', cluster }],
      users: [{ name: 'chosen', user: userFields(chosen, env) }],
    }),
  )
  const applyAll = kubeConfig.applyToHTTPSOptions.bind(kubeConfig)
  const apply = async (options: RequestOptions) => {
    try {
      await applyAll(options)
    } catch (error) {
      throw loginFailure(error, chosen, where)
    }
    // A file with a token may end with a line break, which no header may hold.
    const headers = isMapping(options.headers) ? options.headers : {}
    const token = textAt(headers, 'Authorization').trim()
    if (token !== '') options.headers = { ...options.headers, Authorization: token }
  }
  kubeConfig.applyToHTTPSOptions = apply
  return { apply, kubeConfig, hasProxy: cluster['proxy-url'] !== undefined }
}

/** The client refuses plain HTTP, which `kubectl proxy` and tests speak, unless certificates are not looked at. */
function clusterFields({ cluster: { fields } }: ChosenContext, env: Environment): Record<string, unknown> {
  const server = textAt(fields, 'server')
  const url = URL.canParse(server) ? new URL(server) : undefined
  const proxy = textAt(fields, 'proxy-url') || (url && proxyFor(url, env))
  return {
    ...fields,
    ...(proxy ? { 'proxy-url': proxy } : {}),
    ...(url?.protocol === 'http:' ? { 'insecure-skip-tls-verify': true } : {}),
  }
}

/** The client knows no `tokenFile`, and tells login programs nothing, without which some refuse to work. */
function userFields(chosen: ChosenContext, env: Environment): Record<string, unknown> {
  const { fields } = chosen.user
  const tokenFile = textAt(fields, 'tokenFile')
  if (tokenFile !== '' && textAt(fields, 'token') === '')
    return { ...fields, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }
  const exec = fieldAt(fields, 'exec')
  if (!isMapping(exec)) return fields
  const surroundings = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  )
  const own = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(execInfo(exec, chosen)) }
  return { ...fields, exec: { ...exec, env: [...surroundings, ...listAt(exec, 'env'), own] } }
}

/** What `kubectl` tells them too: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
function execInfo(exec: Readonly<Record<string, unknown>>, { cluster }: ChosenContext) {
  const apiVersion = textAt(exec, 'apiVersion') || 'client.authentication.k8s.io/v1'
  const info = exec['provideClusterInfo'] === true ? { cluster: cluster.fields } : {}
  return { kind: 'ExecCredential', apiVersion, spec: { interactive: false, ...info } }
}

function loginFailure(error: unknown, { user }: ChosenContext, where: string) {
  const exec = mappingAt(user.fields, 'exec')
  const program = textAt(exec, 'command')
  const [call, path] = [textAt(error, 'syscall'), textAt(error, 'path')]
  if (call.startsWith('spawn')) return loginProgramMissing(program, textAt(exec, 'installHint') || undefined)
  if (path !== '') return kubeconfigUnreadable(`points to ${path}, which`, readRefusal(error))
  if (program !== '') return loginProgramFailed(program, messageOf(error))
  return clusterLoginRefused(where, messageOf(error))
}
