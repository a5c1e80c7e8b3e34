/** What a pod knows of the cluster it runs in: for zen in a CI runner that is a pod itself. */
import { access } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import type { Environment, Kubeconfig } from './kubeconfig-files.ts'

/** Where Kubernetes puts them: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
export const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The cluster around this process; `undefined` outside of one. */
export async function surroundingCluster(env: Environment, folder: string): Promise<Kubeconfig | undefined> {
  const [host, port] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT']]
  const token = join(folder, 'token')
  if (!host || !port || !(await exists(token))) return undefined
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const name = 'in-cluster'
  return {
    source: "The pod's service account",
    clusters: [{ name, fields: { server, 'certificate-authority': join(folder, 'ca.crt') } }],
    users: [{ name, fields: { tokenFile: token } }],
    contexts: [{ name, fields: { cluster: name, user: name } }],
    currentContext: name,
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
