/** A real Kubernetes node behind the managed clusters of a simulated cloud. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestCluster } from '../cluster/cluster.ts'
import type { NodeAccess } from './frame/view.ts'

/** What the cloud is to tell of its clusters: `cloud.set({ nodes: { '*': await accessTo(node) } })`. */
export async function accessTo({ directory, addresses }: TestCluster): Promise<NodeAccess> {
  const [token, authority] = ['token', 'apiserver.crt'].map((file) =>
    readFile(join(directory, 'pki', file), 'utf8'),
  )
  return {
    endpoint: `https://${addresses.node}:6443`,
    ca: Buffer.from((await authority) ?? '').toString('base64'),
    token: ((await token) ?? '').trim(),
  }
}
